package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;

/** The ranges of the numbers in recipes. */
final class Sizes {
    private Sizes() {}

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} if {@code value < least} */
    static void atLeast(int least, String where, int value) {
        if (value < least) {
            throw outOfRange(where, value, "an integer of at least " + least);
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code least <= value <= most} */
    static void within(int least, int most, String where, int value) {
        if (value < least || value > most) {
            throw outOfRange(where, value, "an integer of " + least + " to " + most);
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code value} is positive and divides {@code whole} */
    static void divisor(int whole, String where, int value) {
        if (value < 1 || whole % value != 0) {
            throw outOfRange(where, value, "a divisor of " + whole);
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code 0 <= value < 1} */
    static void fraction(String where, double value) {
        if (!(value >= 0 && value < 1)) {
            throw outOfRange(where, value, "a number in [0, 1)");
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code 0 <= value <= 1} */
    static void probability(String where, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw outOfRange(where, value, "a number in [0, 1]");
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code value} is finite and not negative */
    static void notNegative(String where, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw outOfRange(where, value, "a finite number of at least 0");
        }
    }

    /** @throws FoldSyncException {@code CONFIG_OUT_OF_RANGE} unless {@code value} is finite and above 0 */
    static void above0(String where, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw outOfRange(where, value, "a finite number above 0");
        }
    }

    private static FoldSyncException outOfRange(String where, Number value, String expected) {
        return FoldSyncException.of(
                ErrorCode.CONFIG_OUT_OF_RANGE, where, value.toString(), expected, "Choose another value.");
    }
}
