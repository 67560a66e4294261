package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void theDefaultsStartWithTheLossAndHaveDistinctNames() {
        assertThat(Metrics.forClasses()).extracting(Metric::name).containsExactly("loss", "accuracy", "macro_f1");
        assertThat(Metrics.forNumbers()).extracting(Metric::name).containsExactly("loss", "rmse", "mae", "r2");
    }

    @Test
    void onlyErrorsAndLossesAreBetterWhenLower() {
        List<String> rising = Stream.concat(Metrics.forClasses().stream(), Metrics.forNumbers().stream())
                .filter(Metric::higherIsBetter)
                .map(Metric::name)
                .toList();
        assertThat(rising).containsExactly("accuracy", "macro_f1", "r2");
    }

    @Test
    void predictionsOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(new float[5], 2, new float[3], new float[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(new float[6], 2, new float[3], new float[2]));
    }
}
