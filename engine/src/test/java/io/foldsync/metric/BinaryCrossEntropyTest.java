package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest extends MetricContract {

    @Override
    Metric metric() {
        return new BinaryCrossEntropy(List.of(0.5, 1.0, 2.0, 4.0));
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithPyTorch() {
        // binary_cross_entropy_with_logits(logits, one_hot(y), pos_weight=[0.5, 1, 2, 4]), torch 2.13.0 in float64,
        // without and with row weights
        assertThat(value(Reference.classes())).isCloseTo(0.6728953960025073, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.575316230202119, within(1e-12));
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        assertThat(value(Reference.one(new float[] {1e30f, 0, -1e30f, 0}, 0)))
                .isCloseTo(Math.log(2) / 2, within(1e-12));
        assertThat(value(Reference.one(new float[] {1000, 0, 0, 0}, 1)))
                .isCloseTo((1000 + 3 * Math.log(2)) / 4, within(1e-9));
    }
}
