package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FocalTest extends MetricContract {

    @Override
    Metric metric() {
        return new Focal(2, List.of(0.5, 1.0, 2.0, 4.0));
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithPyTorch() {
        // -[0.5, 1, 2, 4][y] (1 - p)^2 log p with p = softmax(logits)[y], torch 2.13.0 in float64, without and with row
        // weights
        assertThat(value(Reference.classes())).isCloseTo(0.25519522587780424, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.4471909239889485, within(1e-12));
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        assertThat(value(Reference.one(new float[] {1e30f, 0, -1e30f, 0}, 0))).isZero();
        assertThat(value(Reference.one(new float[] {1000, 0, 0, 0}, 1))).isCloseTo(1000, within(1e-9));
    }
}
