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
        assertThat(Metrics.forLabels())
                .extracting(Metric::name)
                .containsExactly("loss", "micro_f1", "macro_f1", "exact_match", "hamming_loss");
        assertThat(Metrics.forNumbers()).extracting(Metric::name).containsExactly("loss", "rmse", "mae", "r2");
    }

    @Test
    void onlyErrorsAndLossesAreBetterWhenLower() {
        List<String> rising = Stream.of(Metrics.forClasses(), Metrics.forLabels(), Metrics.forNumbers())
                .flatMap(List::stream)
                .filter(Metric::higherIsBetter)
                .map(Metric::name)
                .toList();
        assertThat(rising).containsExactly("accuracy", "macro_f1", "micro_f1", "macro_f1", "exact_match", "r2");
    }

    @Test
    void predictionsOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(new float[5], 2, new float[3], new float[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(new float[6], 2, new float[3], new float[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(new float[6], 2, new float[5], new float[3]));
    }

    @Test
    void oneTargetARowIsNotTakenForLabels() {
        Predictions classes = new Predictions(new float[6], 2, new float[3], new float[3]);
        assertThat(classes.ofLabels()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classes.hasLabel(0, 1))
                .withMessage("one target a row where each of 2 labels has its own");
    }
}
