package io.foldsync.stats;

/**
 * A confidence interval, both ends included.
 *
 * @param level the nominal coverage, strictly between 0 and 1
 * @param method how it was computed, for people and result files: {@code corrected t}
 */
public record Interval(double lower, double upper, double level, String method) {
    public Interval {
        if (!(lower <= upper) || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("lower " + lower + ", upper " + upper + ", level " + level);
        }
    }

    /** Whether both ends are equal: all folds scored alike, which says nothing of the spread there would be. */
    public boolean degenerate() {
        return lower == upper;
    }

    /** Whether {@code value} lies inside or on an end. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
