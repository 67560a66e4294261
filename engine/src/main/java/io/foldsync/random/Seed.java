package io.foldsync.random;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A node of the seed tree: 64 bits that are a pure function of the path from the root.
 *
 * <p>{@code Seed.root(42).child("fold").child(3).child("shuffle").child(7)} is the same on every machine. Children of
 * different paths behave as independent; the finaliser is SplitMix64's (Source: Steele, Lea and Flood 2014,
 * "Fast splittable pseudorandom number generators", OOPSLA).
 */
public record Seed(long value) implements Serializable {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** The root for the number a user wrote. */
    public static Seed root(long number) {
        return new Seed(mix(number + GOLDEN_GAMMA));
    }

    /** The child of this node for a numbered thing: a fold, an epoch, a step. */
    public Seed child(long index) {
        return new Seed(mix(mix(value + GOLDEN_GAMMA) ^ (index * GOLDEN_GAMMA + 1)));
    }

    /** The child of this node for a named purpose: {@code "weights"}, {@code "shuffle"}, {@code "dropout"}. */
    public Seed child(String purpose) {
        long hash = 0xCBF29CE484222325L; // FNV-1a over the UTF-8 bytes: String.hashCode has 32 bits only
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new Seed(mix(mix(value ^ GOLDEN_GAMMA) + hash));
    }

    /** A fresh stream of random numbers that starts at this node; two calls give equal streams. */
    public RandomStream stream() {
        return new RandomStream(value);
    }

    /** The node's bits without the sign bit, for generators that take a non-negative seed. */
    public long nonNegative() {
        return value & Long.MAX_VALUE;
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
