package io.foldsync.metric;

import java.io.Serializable;
import java.util.Arrays;

/** A vector of float64 sums. Immutable; merging is addition. */
public final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] sums;

    private Tally(double[] sums) {
        this.sums = sums;
    }

    /** A tally of these sums; the array is copied. */
    public static Tally of(double... sums) {
        return new Tally(sums.clone());
    }

    /** {@code length} zeros. */
    public static Tally zeros(int length) {
        return new Tally(new double[length]);
    }

    /** The number of sums. */
    public int length() {
        return sums.length;
    }

    /** The sum at {@code index}. */
    public double at(int index) {
        return sums[index];
    }

    /** A copy of the sums, which the caller may change. */
    public double[] toArray() {
        return sums.clone();
    }

    /**
     * The tally of both sets of rows.
     *
     * @throws IllegalArgumentException when the lengths differ
     */
    public Tally merge(Tally other) {
        if (other.sums.length != sums.length) {
            throw new IllegalArgumentException("tallies of " + sums.length + " and " + other.sums.length + " sums");
        }
        double[] merged = sums.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] += other.sums[i];
        }
        return new Tally(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally tally && Arrays.equals(sums, tally.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return Arrays.toString(sums);
    }
}
