package io.foldsync.report;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Doubles for files: the fewest digits from which a reader gets the same double back, by Schubfach as of Java 19.
 *
 * <p>Not {@link Double#toString(double)}: before Java 19 it now and then writes a digit more, and files would differ
 * between Java versions.
 */
final class ShortestDouble {
    private ShortestDouble() {}

    /** The value in plain notation from 1e-3 to 1e7, with an exponent outside, or NaN, Infinity, -Infinity. */
    static String text(double value) {
        return NumberOutput.toString(value, true);
    }
}
