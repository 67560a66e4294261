package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.random.Seed;
import java.nio.LongBuffer;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void theLastBatchHoldsWhatIsLeft() {
        assertThat(Batches.bounds(25, 10, 1)).containsExactly(0, 10, 20, 25);
        assertThat(Batches.bounds(20, 10, 1)).containsExactly(0, 10, 20);
        assertThat(Batches.bounds(21, 10, 1)).containsExactly(0, 10, 20, 21);
        assertThat(Batches.bounds(3, 10, 1)).containsExactly(0, 3);
    }

    @Test
    void aSingleRowLeftOverJoinsTheBatchBeforeWhereOneIsTooFew() {
        assertThat(Batches.bounds(21, 10, 2)).containsExactly(0, 10, 21);
        assertThat(Batches.bounds(22, 10, 2)).containsExactly(0, 10, 20, 22);
        assertThat(Batches.bounds(11, 10, 2)).containsExactly(0, 11);
    }

    @Test
    void tooFewRowsInAllAreAFault() {
        assertThatThrownBy(() -> Batches.bounds(1, 10, 2)).hasMessageContaining("1 rows; expected at least 2");
        assertThatThrownBy(() -> Batches.bounds(0, 10, 1)).hasMessageContaining("0 rows; expected at least 1");
    }

    @Property
    void batchesCoverAllRowsInOrderAndNoneIsTooSmallOrTooLarge(
            @ForAll @IntRange(min = 2, max = 5000) int rows,
            @ForAll @IntRange(min = 2, max = 300) int batchRows,
            @ForAll @IntRange(min = 1, max = 2) int fewest) {
        long[] bounds = Batches.bounds(rows, batchRows, fewest);
        assertThat(bounds[0]).isZero();
        assertThat(bounds[bounds.length - 1]).isEqualTo(rows);
        for (int i = 1; i < bounds.length; i++) {
            assertThat(bounds[i] - bounds[i - 1]).isBetween((long) fewest, (long) batchRows + fewest - 1);
        }
    }

    @Test
    void randomWordsAreAFunctionOfEpochAndBatchHoweverThePassIsCut() {
        long[] whole = words(0, 3, 7, 3);
        assertThat(whole).hasSize(25 * 7).doesNotHaveDuplicates();
        assertThat(LongStream.concat(LongStream.of(words(0, 1, 7, 3)), LongStream.of(words(1, 3, 7, 3))))
                .containsExactly(LongStream.of(whole).boxed().toArray(Long[]::new));
        assertThat(words(0, 3, 7, 4)).doesNotContain(whole);
    }

    private static long[] words(int from, int to, int words, long seed) {
        long[] bounds = {0, 10, 20, 25};
        LongBuffer into = LongBuffer.allocate((int) (bounds[to] - bounds[from]) * words);
        Batches.words(bounds, from, to, words, Seed.root(seed), into);
        assertThat(into.hasRemaining()).isFalse();
        return into.array();
    }
}
