package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AccuracyTest extends MetricContract {

    @Override
    Metric metric() {
        return new Accuracy();
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // accuracy_score(y, outputs.argmax(1)), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.classes())).isCloseTo(0.6666666666666666, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.3939393939393939, within(1e-12));
    }

    @Test
    void amongEqualOutputsTheLowestClassIsPredicted() {
        assertThat(value(Reference.one(new float[] {0, 2, 2, 1}, 1))).isEqualTo(1);
        assertThat(value(Reference.one(new float[] {0, 2, 2, 1}, 2))).isZero();
    }

    @Test
    void anOutputThatIsNotANumberNeverWins() {
        assertThat(Reference.one(new float[] {Float.NaN, -5, -1, Float.NaN}, 0).predictedClass(0))
                .isEqualTo(2);
        assertThat(Reference.one(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}, 0)
                        .predictedClass(0))
                .isEqualTo(1);
    }
}
