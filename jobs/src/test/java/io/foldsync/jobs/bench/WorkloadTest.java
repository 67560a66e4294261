package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.nn.Flops;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void everyWorkloadIsFoundByItsNameAndItsFlopCanBeCounted() {
        assertThat(Workload.named(Workload.names())).isEqualTo(Workload.ALL);
        assertThat(Workload.ALL)
                .allSatisfy(workload -> assertThat(Flops.training(workload.network(), shape(workload), 10))
                        .isPresent());
    }

    private static List<Integer> shape(Workload workload) {
        return workload.material() == Material.TEXT ? List.of(SyntheticText.LENGTH) : List.of(1, 28, 28);
    }

    @Test
    void everyNameThatThereIsNotIsReportedWithTheNearest() {
        assertThatThrownBy(() -> Workload.named(List.of("mlp70", "digits", "ResNet_5k", "sonnets")))
                .hasMessage("workload mlp70: no such workload; expected one of mlp70k, mlp10k, digits, resnet5k, text."
                        + " Write mlp70k if that is what you meant.\n"
                        + "workload ResNet_5k: no such workload; expected one of mlp70k, mlp10k, digits, resnet5k, text."
                        + " Write resnet5k if that is what you meant.\n"
                        + "workload sonnets: no such workload; expected one of mlp70k, mlp10k, digits, resnet5k, text."
                        + " Name one of these, or none for all.");
    }

    @Test
    void aSpreadHasAMedianForEvenAndOddCounts() {
        assertThat(Spread.of(DoubleStream.of(3, 1, 2))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(2.5, 1, 4));
    }
}
