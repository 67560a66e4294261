package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanAbsoluteErrorTest extends MetricContract {

    @Override
    Metric metric() {
        return new MeanAbsoluteError();
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // mean_absolute_error(y, outputs), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.numbers())).isCloseTo(0.85, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(1.1764705882352942, within(1e-12));
    }
}
