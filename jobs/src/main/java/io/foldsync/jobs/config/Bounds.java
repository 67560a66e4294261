package io.foldsync.jobs.config;

/**
 * The numbers a key accepts.
 *
 * @param low the lower end, itself accepted when {@code withLow}
 * @param high the upper end, itself accepted when {@code withHigh}; infinite for no upper end
 */
record Bounds(double low, boolean withLow, double high, boolean withHigh) {

    static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    static Bounds atLeast(double low) {
        return new Bounds(low, true, Double.POSITIVE_INFINITY, false);
    }

    static Bounds above(double low) {
        return new Bounds(low, false, Double.POSITIVE_INFINITY, false);
    }

    /** From {@code low} on, below {@code high}. */
    static Bounds between(double low, double high) {
        return new Bounds(low, true, high, false);
    }

    /** From {@code low} to {@code high}. */
    static Bounds upTo(double low, double high) {
        return new Bounds(low, true, high, true);
    }

    /** Whether {@code number} is finite and within. */
    boolean contain(double number) {
        return Double.isFinite(number)
                && (withLow ? number >= low : number > low)
                && (withHigh ? number <= high : number < high);
    }

    /** The bounds in words, such as {@code at least 0 and below 1}. */
    String describe() {
        if (this.equals(ANY)) {
            return "finite";
        }
        String from = (withLow ? "at least " : "above ") + number(low);
        return Double.isInfinite(high) ? from : from + (withHigh ? " and at most " : " and below ") + number(high);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
