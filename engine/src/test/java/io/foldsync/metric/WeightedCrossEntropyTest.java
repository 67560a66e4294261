package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedCrossEntropyTest extends MetricContract {

    @Override
    Metric metric() {
        return new CrossEntropy(List.of(0.5, 1.0, 2.0, 4.0), 0.1);
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithPyTorch() {
        // cross_entropy(logits, y, [0.5, 1, 2, 4], label_smoothing=0.1), torch 2.13.0 in float64, without and with row
        // weights
        assertThat(value(Reference.classes())).isCloseTo(1.0182876712466824, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(1.0731636302652852, within(1e-12));
    }
}
