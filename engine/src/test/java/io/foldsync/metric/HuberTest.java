package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HuberTest extends MetricContract {

    @Override
    Metric metric() {
        return new Huber(0.75);
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithPyTorch() {
        // huber_loss(outputs, y, delta=0.75), torch 2.13.0 in float64, without and with row weights
        assertThat(value(Reference.numbers())).isCloseTo(0.39375, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(0.6378676470588235, within(1e-12));
    }
}
