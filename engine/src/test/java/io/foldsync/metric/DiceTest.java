package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest extends MetricContract {

    @Override
    Metric metric() {
        return new Dice(0.5);
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithPyTorch() {
        // 1 - (2 sum(p t) + 0.5) / (sum(p p) + sum(t t) + 0.5) with p = softmax(logits), t = one_hot(y), torch 2.13.0
        // in float64, without and with row weights
        assertThat(value(Reference.classes())).isCloseTo(0.17960979986868575, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.2421883579419275, within(1e-12));
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        assertThat(value(Reference.one(new float[] {1e30f, 0, -1e30f, 0}, 0))).isZero();
        assertThat(value(Reference.one(new float[] {1000, 0, 0, 0}, 1))).isCloseTo(1 - 0.5 / 2.5, within(1e-9));
    }
}
