package io.foldsync.random;

import java.nio.LongBuffer;

/**
 * Random numbers from one seed: xoshiro256++, its state filled by SplitMix64.
 *
 * <p>Written out here, and not taken from the JDK, because a saved run must replay on any later JDK to the bit. Source:
 * Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4). Not safe for use by
 * several threads; make one stream a thread.
 */
public final class RandomStream {
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    RandomStream(long seed) {
        long x = seed;
        s0 = Seed.mix(x += 0x9E3779B97F4A7C15L);
        s1 = Seed.mix(x += 0x9E3779B97F4A7C15L);
        s2 = Seed.mix(x += 0x9E3779B97F4A7C15L);
        s3 = Seed.mix(x + 0x9E3779B97F4A7C15L);
    }

    /** 64 uniform bits. */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Puts {@code count} times 64 uniform bits: what {@link #nextLong} would give. */
    public void fill(LongBuffer values, int count) {
        long a = s0; // locals stay in registers, which halves the time
        long b = s1;
        long c = s2;
        long d = s3;
        for (int i = 0; i < count; i++) {
            values.put(Long.rotateLeft(a + d, 23) + a);
            long t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = Long.rotateLeft(d, 45);
        }
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
    }

    /** Uniform in {@code [0, 1)}, a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Normal of mean 0 and variance 1: the first of a pair made of two uniform numbers, so that a draw hangs on nothing
     * before it. Source: Box and Muller 1958, "A note on the generation of random normal deviates".
     */
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble())); // 1 - u is in (0, 1]
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /**
     * Uniform in {@code [0, bound)} without bias. Source: Lemire 2019, "Fast random integer generation in an interval",
     * ACM TOMACS 29(1).
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound " + bound + " is not positive");
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Puts {@code values} into a uniformly random order, in place (Fisher-Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int held = values[i];
            values[i] = values[j];
            values[j] = held;
        }
    }
}
