package io.foldsync.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void theMixerIsSplitMix64() {
        // The first outputs of Vigna's splitmix64.c with state 1234567
        long[] expected = {
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821")
        };
        long[] drawn = LongStream.rangeClosed(1, 5)
                .map(i -> Seed.mix(1234567 + i * 0x9E3779B97F4A7C15L))
                .toArray();
        assertThat(drawn).containsExactly(expected);
    }

    @Property
    void theBitsAreThoseOfTheJdksXoshiro256PlusPlus(@ForAll long seed) {
        // The JDK fills the state from (seed ^ silver ratio), SplitMix64 as here, but one step earlier.
        RandomGenerator oracle = RandomGeneratorFactory.of("Xoshiro256PlusPlus")
                .create((seed + 0x9E3779B97F4A7C15L) ^ 0x6A09E667F3BCC909L);
        RandomStream stream = new RandomStream(seed);
        for (int i = 0; i < 20; i++) {
            assertThat(stream.nextLong()).isEqualTo(oracle.nextLong());
        }
    }

    // The pinned values below were computed by a second implementation, in Python. A saved run replays only while they
    // hold: never change them.

    @Test
    void savedRunsReplayForever() {
        assertThat(LongStream.generate(stream()::nextLong).limit(5))
                .containsExactly(
                        -6103421070213840336L,
                        1641377365623878930L,
                        -2378138950590089785L,
                        -8389272831816909810L,
                        2249001837203411630L);
        assertThat(DoubleStream.generate(stream()::nextDouble).limit(5))
                .containsExactly(
                        0.6691328808040176,
                        0.08897924528389711,
                        0.8710808291648913,
                        0.5452166085085243,
                        0.12191863389099145);
        assertThat(draws(8, 1000)).containsExactly(669, 88, 871, 545, 121, 32, 692, 749);
        assertThat(draws(8, (1 << 30) + 1))
                .containsExactly(718475960, 130909136, 34629093, 804388127, 242031169, 535977003, 377013217, 879663592);
        int[] values = IntStream.range(0, 10).toArray();
        stream().shuffle(values);
        assertThat(values).containsExactly(1, 4, 7, 2, 5, 8, 3, 9, 0, 6);
    }

    @Property
    void integersStayBelowTheirBound(@ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
        RandomStream stream = new RandomStream(seed);
        for (int i = 0; i < 20; i++) {
            assertThat(stream.nextInt(bound)).isBetween(0, bound - 1);
            assertThat(stream.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
        }
    }

    @Property
    void shufflingKeepsEveryValue(@ForAll long seed, @ForAll int[] values) {
        int[] shuffled = values.clone();
        new RandomStream(seed).shuffle(shuffled);
        Arrays.sort(values);
        Arrays.sort(shuffled);
        assertThat(shuffled).isEqualTo(values);
    }

    @Test
    void integersAreUniform() {
        // chi-square with 9 degrees of freedom: 0.999 quantile 27.88
        RandomStream stream = Seed.root(1).stream();
        long[] counts = new long[10];
        for (int i = 0; i < 100_000; i++) {
            counts[stream.nextInt(10)]++;
        }
        assertThat(chiSquare(counts)).isBetween(0.5, 27.88);
    }

    @Test
    void everyOrderOfFourIsEquallyLikely() {
        // chi-square with 23 degrees of freedom: 0.999 quantile 49.73
        RandomStream stream = Seed.root(2).stream();
        long[] counts = new long[256];
        for (int i = 0; i < 48_000; i++) {
            int[] order = {0, 1, 2, 3};
            stream.shuffle(order);
            counts[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
        }
        long[] met = LongStream.of(counts).filter(count -> count > 0).toArray();
        assertThat(met).hasSize(24);
        assertThat(chiSquare(met)).isBetween(4.0, 49.73);
    }

    @Test
    void doublesHaveTheMomentsOfTheUniform() {
        RandomStream stream = Seed.root(3).stream();
        double sum = 0;
        double squares = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            double drawn = stream.nextDouble();
            sum += drawn;
            squares += drawn * drawn;
        }
        assertThat(sum / draws).isCloseTo(0.5, within(0.004)); // four standard errors
        assertThat(squares / draws).isCloseTo(1.0 / 3, within(0.004));
    }

    @Test
    void gaussiansHaveTheMomentsOfTheNormal() {
        RandomStream stream = Seed.root(4).stream();
        int draws = 100_000;
        double[] drawn =
                DoubleStream.generate(stream::nextGaussian).limit(draws).toArray();
        double[] variances = {1, 2, 15, 96}; // variances of the powers of a normal number
        double[] moments = {0, 1, 0, 3};
        for (int power = 1; power <= 4; power++) {
            int of = power;
            double moment = DoubleStream.of(drawn).map(x -> Math.pow(x, of)).sum() / draws;
            assertThat(moment)
                    .as("moment %d", power)
                    .isCloseTo(moments[power - 1], within(4 * Math.sqrt(variances[power - 1] / draws)));
        }
        double beyond =
                DoubleStream.of(drawn).filter(x -> Math.abs(x) > 1.959964).count();
        assertThat(beyond / draws).isCloseTo(0.05, within(0.0028));
    }

    @Test
    void aBoundThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> stream().nextInt(0));
        assertThatIllegalArgumentException().isThrownBy(() -> stream().nextInt(-5));
    }

    private static RandomStream stream() {
        return Seed.root(42).stream();
    }

    private static int[] draws(int count, int bound) {
        RandomStream stream = stream();
        return IntStream.generate(() -> stream.nextInt(bound)).limit(count).toArray();
    }

    private static double chiSquare(long[] counts) {
        double expected = (double) LongStream.of(counts).sum() / counts.length;
        return LongStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }
}
