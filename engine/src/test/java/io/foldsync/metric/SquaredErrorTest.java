package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SquaredErrorTest extends MetricContract {

    @Override
    Metric metric() {
        return new SquaredError();
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // mean_squared_error(y, outputs), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.numbers())).isCloseTo(1.1125, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(2.014705882352941, within(1e-12));
    }

    @Test
    void rowsOfSeveralOutputsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> value(Reference.one(new float[2], 0)));
    }
}
