package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HammingLossTest extends MetricContract {

    @Override
    Metric metric() {
        return new HammingLoss();
    }

    @Override
    int outputs() {
        return 4;
    }

    @Override
    boolean ofLabels() {
        return true;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // hamming_loss(y, outputs > 0), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.labels())).isCloseTo(0.16666666666666666, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.1136363636363636, within(1e-12));
    }

    @Test
    void anOutputOfZeroOrOneThatIsNotANumberPredictsNoLabel() {
        Predictions batch = new Predictions(
                new float[] {0, Float.NaN, Float.MIN_VALUE, -1}, 4, new float[] {1, 1, 1, 1}, new float[] {1});
        assertThat(value(batch)).isEqualTo(0.75);
    }
}
