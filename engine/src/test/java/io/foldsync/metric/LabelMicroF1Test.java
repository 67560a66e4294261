package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LabelMicroF1Test extends MetricContract {

    @Override
    Metric metric() {
        return new LabelMicroF1();
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
        // f1_score(y, outputs > 0, average="micro", zero_division=0), scikit-learn 1.9.1, without and with
        // sample_weight
        assertThat(value(Reference.labels())).isCloseTo(0.8181818181818182, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.8780487804878049, within(1e-12));
    }

    @Test
    void withoutAnyLabelTrueOrPredictedItIsZero() {
        // f1_score([[0, 0]], [[0, 0]], average="micro", zero_division=0) = 0
        assertThat(value(new Predictions(new float[] {-1, -1, -1, -1}, 4, new float[4], new float[] {1})))
                .isZero();
    }
}
