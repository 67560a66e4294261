package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import org.junit.jupiter.api.Test;

class ScalingTest {
    /** Feature 0 has mean 5 and population variance 26/3, feature 1 is constant. */
    private final Moments train = MomentsTest.of(new float[][] {{2, 0.1f}, {4, 0.1f}, {9, 0.1f}});

    @Test
    void standardGivesMeanZeroAndPopulationVarianceOne() {
        Normalizer normalizer = Scaling.STANDARD.fit(train);

        assertThat(normalizer.shift()).containsExactly(5, 0.1f);
        assertThat(normalizer.scale()).containsExactly(new float[] {0.33968312f, 1}, within(1e-7f));
        assertThat(normalizer.identity()).isFalse();
    }

    @Test
    void minmaxGivesZeroToOne() {
        Normalizer normalizer = Scaling.MINMAX.fit(train);

        assertThat(normalizer.shift()).containsExactly(2, 0.1f);
        assertThat(normalizer.scale()).containsExactly(1 / 7f, 1);
    }

    @Test
    void noneChangesNothing() {
        assertThat(Scaling.NONE.fit(train).identity()).isTrue();
        assertThat(Scaling.NONE.fit(train).shift()).containsExactly(0);
    }

    @Test
    void fixedNumbersHoldForEveryFeatureAndFold() {
        Normalizer normalizer = new Scaling.Fixed(33.5, 78.25).fit(Moments.none(784));

        assertThat(normalizer.shift()).containsExactly(33.5f);
        assertThat(normalizer.scale()).containsExactly((float) (1 / 78.25));
        assertThat(new Scaling.Fixed(0, 1).fit(train).identity()).isTrue();
    }

    @Test
    void refusesToLearnFromNoRows() {
        for (Scaling scaling : new Scaling[] {Scaling.STANDARD, Scaling.MINMAX}) {
            assertThatThrownBy(() -> scaling.fit(Moments.none(2)))
                    .isInstanceOfSatisfying(
                            FoldSyncException.class,
                            e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.DATA_EMPTY));
        }
    }

    @Test
    void refusesFixedNumbersThatDivideByZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaling.Fixed(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaling.Fixed(Double.NaN, 1));
    }
}
