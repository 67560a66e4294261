package io.foldsync.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Golden;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CorrectedTTest {

    @Test
    void itAgreesWithPublishedImplementations() {
        var cases = Golden.cases("corrected-t.json");
        assertThat(cases).hasSize(6);
        for (var c : cases) {
            Summary summary = Summary.of("score", Golden.doubles(c.get("scores")));
            Interval interval = new CorrectedT(c.get("ratio").asDouble())
                    .interval(summary, 0.95)
                    .orElseThrow();
            double tolerance = c.get("tolerance").asDouble();
            double[] expected = Golden.doubles(c.get("ci95"));
            assertThat(summary.mean()).isCloseTo(c.get("mean").asDouble(), within(tolerance));
            assertThat(summary.sd()).isCloseTo(c.get("sd").asDouble(), within(tolerance));
            assertThat(interval.lower()).as("lower of %s", c.get("id")).isCloseTo(expected[0], within(tolerance));
            assertThat(interval.upper()).as("upper of %s", c.get("id")).isCloseTo(expected[1], within(tolerance));
        }
    }

    @Test
    void theRatioIsThatOfTheMeanSizes() {
        assertThat(CorrectedT.of(new long[] {8, 8, 8, 8, 8}, new long[] {2, 2, 2, 2, 2}))
                .isEqualTo(new CorrectedT(0.25));
        assertThat(CorrectedT.of(new long[] {60, 70}, new long[] {40, 25}).ratio())
                .isEqualTo(0.5);
    }

    @Test
    void foldsThatScoreAlikeHaveADegenerateInterval() {
        Interval interval = new CorrectedT(0.25)
                .interval(Summary.of("m", 0.1, 0.1, 0.1), 0.95)
                .orElseThrow();
        assertThat(interval).isEqualTo(new Interval(0.1, 0.1, 0.95, "corrected t"));
        assertThat(interval.degenerate()).isTrue();
    }

    @Test
    void aSingleFoldHasNoInterval() {
        assertThat(new CorrectedT(0.25).interval(Summary.of("m", 0.9), 0.95)).isEmpty();
    }

    @Test
    void aFoldThatDivergedLeavesNoInterval() {
        for (double gone : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(new CorrectedT(0.25).interval(Summary.of("m", 0.9, gone, 0.8), 0.95))
                    .isEmpty();
        }
    }

    @Property
    void itIsCentredAndWiderThanIfFoldsWereIndependentAndGrowsWithTheLevel(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 20) int folds) {
        Summary summary = Summary.of("m", random.doubles(folds).toArray());
        CorrectedT method = new CorrectedT(1.0 / (folds - 1));
        Interval narrow = method.interval(summary, 0.8).orElseThrow();
        Interval wide = method.interval(summary, 0.95).orElseThrow();
        Interval independent =
                new CorrectedT(Double.MIN_NORMAL).interval(summary, 0.95).orElseThrow();
        assertThat((wide.lower() + wide.upper()) / 2).isCloseTo(summary.mean(), within(1e-9));
        assertThat(wide.lower()).isLessThan(narrow.lower()).isLessThan(independent.lower());
        assertThat(wide.contains(summary.mean())).isTrue();
        assertThat(wide.degenerate()).isFalse();
    }

    @Test
    void whatCannotBeAnIntervalIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(1, 0, 0.95, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 0, 0.95, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, 1, 95, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CorrectedT(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CorrectedT.of(new long[] {0}, new long[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> CorrectedT.of(new long[2], new long[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new CorrectedT(0.25).interval(Summary.of("m", 1, 2), 1));
    }
}
