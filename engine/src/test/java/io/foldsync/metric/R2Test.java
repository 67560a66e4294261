package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class R2Test extends MetricContract {

    @Override
    Metric metric() {
        return new R2();
    }

    @Override
    int outputs() {
        return 1;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // r2_score(y, outputs), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.numbers())).isCloseTo(0.7494369369369369, within(1e-12));
        assertThat(value(Reference.weightedNumbers())).isCloseTo(0.23463687150837986, within(1e-12));
    }

    @Test
    void constantTargetsHaveNoR2() {
        float[] same = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
        float[] ones = {1, 1, 1, 1, 1, 1, 1};
        assertThat(value(new Predictions(same, 1, same, ones))).isNaN();
        assertThat(value(new Predictions(ones, 1, same, ones))).isNaN();
        assertThat(value(Reference.one(new float[] {1}, 1))).isNaN();
    }

    @Test
    void aMeanAThousandTimesTheSpreadLeavesSevenDigits() {
        int rows = 10_000;
        float[] targets = new float[rows];
        float[] outputs = new float[rows];
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            targets[row] = 1024 + (row % 2 == 0 ? 1 : -1);
            outputs[row] = targets[row] + (row % 4 < 2 ? 0.5f : -0.5f);
            weights[row] = 1.1f;
        }
        assertThat(value(new Predictions(outputs, 1, targets, weights))).isCloseTo(0.75, within(1e-7));
    }

    @Test
    void aSpreadLostBesideTheMeanIsNotReportedAsIfItWereKnown() {
        float[] targets = {8388608, 8388609, 8388608, 8388609};
        assertThat(value(new Predictions(targets, 1, targets, new float[] {1, 1, 1, 1})))
                .isNaN();
    }
}
