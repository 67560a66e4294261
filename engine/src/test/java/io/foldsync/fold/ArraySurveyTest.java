package io.foldsync.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArraySurveyTest {
    private final ArraySurvey rows = ArraySurvey.of(
            new int[] {5, 2, 5, 5},
            List.of(new RowOrder(3, 0), new RowOrder(9, 0), new RowOrder(1, 1), new RowOrder(1, 0)));

    @Test
    void strataAreCounted() {
        assertThat(rows.strata()).isEqualTo(new TreeMap<>(Map.of(2, 1L, 5, 3L)));
    }

    @Test
    void theFirstRowOfAStratumHasTheSmallestOrder() {
        assertThat(rows.first()).isEqualTo(new TreeMap<>(Map.of(2, new RowOrder(9, 0), 5, new RowOrder(1, 0))));
    }

    @Test
    void ranksAreCountedWithinAStratum() {
        assertThat(rows.atRanks(new TreeMap<>(Map.of(5, new long[] {0, 1, 2}))))
                .isEqualTo(Map.of(5, List.of(new RowOrder(1, 0), new RowOrder(1, 1), new RowOrder(3, 0))));
    }

    @Test
    void givenFoldsAreDistinctAndAscending() {
        assertThat(ArraySurvey.givenFolds(new long[] {4, -1, 4, 0}).givenFolds())
                .containsExactly(-1L, 0L, 4L);
        assertThat(rows.givenFolds()).isEmpty();
    }

    @Test
    void arraysOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ArraySurvey.of(new int[2], List.of()));
    }

    @Test
    void aRowOfAStratumThatWasNotSurveyedHasNoPart() {
        PartRule rule = StratifiedKFold.of(2)
                .plan(ArraySurvey.inOrder(new int[] {0, 1, 0, 1}))
                .rule();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.part(2, 0, 0, 0))
                .withMessage("stratum 2 was not surveyed");
    }
}
