package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RmseTest extends MetricContract {

    @Override
    Metric metric() {
        return new Rmse();
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // mean_squared_error(y, outputs) ** 0.5, scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.numbers())).isCloseTo(1.0547511554864493, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(1.4194033543545475, within(1e-12));
    }
}
