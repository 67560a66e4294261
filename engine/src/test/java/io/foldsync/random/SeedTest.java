package io.foldsync.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void savedRunsFindTheirSeedsForever() {
        // Computed by a second implementation, in Python.
        Seed root = Seed.root(42);
        Seed shuffle = root.child("fold").child(3).child("shuffle");
        assertThat(root.value()).isEqualTo(0xBDD732262FEB6E95L);
        assertThat(shuffle.value()).isEqualTo(0xE866D9E314669BE8L);
        assertThat(shuffle.child(7).value()).isEqualTo(0x88537B336E1D2392L);
        assertThat(root.child(-1).value()).isEqualTo(0xE769F06A98B4035CL);
        assertThat(root.child("é").value()).isEqualTo(0x2678692663B2C1ADL);
    }

    @Test
    void differentPathsOfARunNeverMeet() {
        Set<Long> met = new HashSet<>();
        int paths = 0;
        for (long number = 0; number < 5; number++) {
            for (int fold = 0; fold < 20; fold++) {
                for (int epoch = 0; epoch < 100; epoch++) {
                    for (String purpose : new String[] {"shuffle", "dropout"}) {
                        met.add(Seed.root(number)
                                .child("fold")
                                .child(fold)
                                .child(epoch)
                                .child(purpose)
                                .value());
                        paths++;
                    }
                }
            }
        }
        assertThat(met).hasSize(paths);
    }

    @Property
    void theOrderOfStepsMatters(@ForAll long root, @ForAll @AlphaChars @StringLength(max = 8) String purpose) {
        Seed seed = Seed.root(root);
        assertThat(seed.child(purpose).child(1)).isNotEqualTo(seed.child(1).child(purpose));
        assertThat(seed.child(1).child(2)).isNotEqualTo(seed.child(2).child(1));
        assertThat(seed.child(0)).isNotEqualTo(seed);
        assertThat(seed.child("")).isNotEqualTo(seed);
    }

    @Property
    void takingAChildOrAStreamChangesNothing(@ForAll long root) {
        Seed seed = Seed.root(root);
        long first = seed.child("fold").stream().nextLong();
        seed.child(5).stream().nextLong();
        seed.stream().nextLong();
        assertThat(seed.child("fold").stream().nextLong()).isEqualTo(first);
    }

    @Property
    void oneFlippedBitFlipsAboutHalfOfAllBits(@ForAll long root) {
        int flipped = 0;
        for (int bit = 0; bit < 64; bit++) {
            flipped += Long.bitCount(
                    Seed.root(root).value() ^ Seed.root(root ^ (1L << bit)).value());
        }
        assertThat(flipped).isBetween(64 * 32 - 300, 64 * 32 + 300); // nine standard deviations
    }

    @Test
    void neighbouringFoldsDrawIndependently() {
        // the correlation of 10,000 pairs is within four standard errors of none
        double sum = 0;
        int pairs = 10_000;
        for (int fold = 0; fold < pairs; fold++) {
            double left = Seed.root(7).child(fold).stream().nextDouble() - 0.5;
            double right = Seed.root(7).child(fold + 1).stream().nextDouble() - 0.5;
            sum += left * right;
        }
        assertThat(Math.abs(sum / pairs * 12)).isLessThan(0.04);
    }

    @Property
    void theNonNegativeFormKeepsTheOtherBits(@ForAll long value) {
        assertThat(new Seed(value).nonNegative()).isNotNegative().isEqualTo(value & Long.MAX_VALUE);
    }
}
