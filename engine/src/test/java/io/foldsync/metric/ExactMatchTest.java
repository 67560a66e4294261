package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactMatchTest extends MetricContract {

    @Override
    Metric metric() {
        return new ExactMatch();
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
        // accuracy_score(y, outputs > 0), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.labels())).isCloseTo(0.3333333333333333, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.5454545454545454, within(1e-12));
    }
}
