package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticTextTest {

    @Test
    void wordsAreSplitMixes() {
        SplittableRandom java = new SplittableRandom(42);
        for (int i = 0; i < 100; i++) {
            assertThat(SyntheticText.splitMix(42, i)).isEqualTo(java.nextLong());
        }
    }

    /** By numpy, with the lines of {@code deploy/bench/peers/work.py}. */
    @Test
    void theFirstTokensAreThoseOfThePeers() {
        assertThat(Arrays.stream(SyntheticText.tokens(0, 0)).limit(8))
                .containsExactly(1883, 5, 419, 11, 1686, 522, 728, 15);
        assertThat(Arrays.stream(SyntheticText.tokens(0, 3999)).limit(4)).containsExactly(312, 185, 39, 923);
    }

    @Test
    void aQuarterOfATextAreTokensOfItsClass() {
        long own = of(3, 3);
        long others = of(3, 7);
        assertThat(own).isBetween(1550L, 1750L); // of 100 x 64: a quarter, and 1/100 of the rest
        assertThat(others).isBetween(25L, 75L);
    }

    /** Tokens of class {@code of} in a hundred texts of class {@code label}. */
    private static long of(int label, int of) {
        return LongStream.range(0, 100)
                .boxed()
                .flatMap(text -> List.of(SyntheticText.tokens(1, 10 * text + label)).stream())
                .filter(token -> token / 20 == of)
                .count();
    }
}
