package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest extends MetricContract {

    @Override
    Metric metric() {
        return new CrossEntropy();
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithScikitLearn() {
        // log_loss(y, softmax(outputs), labels=[0, 1, 2, 3]), scikit-learn 1.9.1, without and with sample_weight
        assertThat(value(Reference.classes())).isCloseTo(0.5706394788555834, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(0.7191762621220169, within(1e-12));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        assertThat(value(Reference.one(new float[] {1e30f, 0, -1e30f, 0}, 0))).isZero();
        assertThat(value(Reference.one(new float[] {1000, 0, 0, 0}, 1))).isEqualTo(1000);
        assertThat(value(Reference.one(new float[] {-1000, -1000, -1000, -1000}, 1)))
                .isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void aSingleNumberThatIsNoneMakesTheLossNone() {
        assertThat(value(Reference.one(new float[] {0, 1, Float.NaN, 0}, 0))).isNaN();
        assertThat(value(Reference.one(new float[] {Float.POSITIVE_INFINITY, 1, 0, 0}, 0)))
                .isNaN();
    }

    @Test
    void aTargetThatIsNoClassIsRefused() {
        for (float target : new float[] {-1, 4, 0.5f, Float.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> value(Reference.one(new float[4], target)));
        }
    }
}
