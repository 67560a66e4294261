package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MacroF1Test extends MetricContract {

    @Override
    Metric metric() {
        return new MacroF1();
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // f1_score(y, outputs.argmax(1), average="macro"), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.classes())).isCloseTo(0.6666666666666666, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.38888888888888884, within(1e-12));
    }

    @Test
    void aClassOnlyPredictedCountsZeroAndOneThatNeverOccursDoesNotCount() {
        // f1_score([0, 0, 1], [0, 3, 1], average="macro") = 5/9: classes 0, 1 and 3 count, class 2 does not
        float[] outputs = {1, 0, 0, 0, /* */ 0, 0, 0, 1, /* */ 0, 1, 0, 0};
        assertThat(value(new Predictions(outputs, 4, new float[] {0, 0, 1}, new float[] {1, 1, 1})))
                .isCloseTo(5.0 / 9, within(1e-15));
    }

    @Test
    void aRowOfWeightZeroBringsNoClassIn() {
        // scikit-learn says 2/3 here, because class 3 is among its labels
        float[] outputs = {1, 0, 0, 0, /* */ 0, 0, 0, 1, /* */ 0, 1, 0, 0};
        assertThat(value(new Predictions(outputs, 4, new float[] {0, 0, 1}, new float[] {1, 0, 1})))
                .isEqualTo(1);
    }

    @Test
    void theTallyHoldsHitsFalseAlarmsAndMissesClassByClass() {
        float[] outputs = {1, 0, /* */ 1, 0, /* */ 0, 1};
        Predictions batch = new Predictions(outputs, 2, new float[] {0, 1, 1}, new float[] {1, 2, 4});
        assertThat(metric().add(metric().zero(2), batch)).isEqualTo(Tally.of(1, 4, 2, 0, 0, 2));
    }
}
