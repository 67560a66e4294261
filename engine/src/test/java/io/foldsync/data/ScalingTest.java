package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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

    /** One row of a million that is off by the last bit of a float: scikit-learn calls the feature constant. */
    @Test
    void differencesBelowTheRoundingOfTheSumsAreNotScaledUp() {
        assertThat(Scaling.STANDARD
                        .fit(rows(1_000_000, 1, 3.5e-15, 1, 1.0000001))
                        .scale())
                .containsExactly(1);
        assertThat(Scaling.STANDARD.fit(rows(1_000, 1, 1e-15, 1, 1.0000001)).scale())
                .containsExactly(1e9f);
        assertThat(Scaling.MINMAX.fit(rows(2, 0, 0, 0, 2e-15)).scale()).containsExactly(1);
        assertThat(Scaling.MINMAX.fit(rows(2, 0, 0, 0, 1e-14)).scale()).containsExactly(1e14f);
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

    @Test
    void travelsToExecutorsAndStaysItself() throws IOException, ClassNotFoundException {
        assertThat(travelled(Scaling.STANDARD)).isSameAs(Scaling.STANDARD);
        assertThat(travelled(new Scaling.Fixed(1, 2))).isEqualTo(new Scaling.Fixed(1, 2));
    }

    private static Moments rows(long count, double mean, double m2, double min, double max) {
        return new Moments(count, new double[] {mean}, new double[] {m2}, new double[] {min}, new double[] {max});
    }

    private static Object travelled(Scaling scaling) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(scaling);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
