package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AbsoluteErrorTest extends MetricContract {

    @Override
    Metric metric() {
        return new AbsoluteError();
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithPyTorch() {
        // l1_loss(outputs, y), torch 2.13.0 in float64, without and with row weights
        assertThat(value(Reference.numbers())).isCloseTo(0.85, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(1.1764705882352942, within(1e-12));
    }
}
