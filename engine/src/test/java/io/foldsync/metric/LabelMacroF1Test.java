package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LabelMacroF1Test extends MetricContract {

    @Override
    Metric metric() {
        return new LabelMacroF1();
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
        // f1_score(y, outputs > 0, average="macro", zero_division=0), scikit-learn 1.9.1, without and with
        // sample_weight
        assertThat(value(Reference.labels())).isCloseTo(0.6309523809523809, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.6923076923076923, within(1e-12));
    }

    @Test
    void aLabelThatIsNeitherTrueNorPredictedCountsZero() {
        // f1_score([[1, 0], [0, 0]], [[1, 0], [0, 0]], average="macro", zero_division=0) = 0.5
        Predictions batch =
                new Predictions(new float[] {1, -1, -1, -1}, 2, new float[] {1, 0, 0, 0}, new float[] {1, 1});
        assertThat(metric().value(metric().add(metric().zero(2), batch))).isEqualTo(0.5);
    }

    @Test
    void theTallyHoldsTheWeightThenHitsFalseAlarmsAndMissesLabelByLabel() {
        Predictions batch = new Predictions(new float[] {1, 1, -1, 1}, 2, new float[] {1, 0, 1, 1}, new float[] {2, 4});
        assertThat(metric().add(metric().zero(2), batch)).isEqualTo(Tally.of(6, 2, 4, 0, 2, 4, 0));
    }
}
