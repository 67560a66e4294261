package io.foldsync.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Numbers as people read them: about four significant digits, and equally many decimals in all that are compared. */
final class Decimals {
    /** The smallest and largest magnitude written without an exponent. */
    private static final double PLAIN_FROM = 1e-3;

    private static final double PLAIN_BELOW = 1e7;
    private static final int MOST_PLACES = 6;

    private final int places;
    private final boolean plain;

    private Decimals(int places, boolean plain) {
        this.places = places;
        this.plain = plain;
    }

    /** The format in which all of {@code values} are legible; values that are not finite do not count. */
    static Decimals over(double... values) {
        return over(Arrays.stream(values));
    }

    static Decimals over(DoubleStream values) {
        double largest = values.filter(Double::isFinite).map(Math::abs).max().orElse(0);
        boolean plain = largest == 0 || (largest >= PLAIN_FROM && largest < PLAIN_BELOW);
        int magnitude = largest == 0 || !plain ? 0 : (int) Math.floor(StrictMath.log10(largest));
        // 0.9712, 1.2345 and 12.345 read well; below 0.1 the leading zeros are not digits
        int places = magnitude >= 0 ? 4 - magnitude : 3 - magnitude;
        return new Decimals(Math.min(MOST_PLACES, Math.max(0, places)), plain);
    }

    String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (!plain || Math.abs(value) >= PLAIN_BELOW) {
            return exponent(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN);
        return rounded.toPlainString(); // BigDecimal has no negative zero, so neither has the text
    }

    /** {@code 1.234e-05}; 0 is {@code 0}. */
    static String exponent(double value) {
        // through BigDecimal: the digits of a double's own %e differ between Java versions
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3e", new BigDecimal(value));
    }

    /** One value in its own format. */
    static String alone(double value) {
        return over(value).text(value);
    }

    /** A count with a comma between thousands: {@code 1,797}. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A rate in at most five characters: {@code 47.7k}, {@code 812}, {@code 1.2M}; empty when it is not a number. */
    static String rate(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        if (value < 999.5) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        boolean thousands = value < 999_950;
        double scaled = thousands ? value / 1e3 : value / 1e6;
        return String.format(Locale.ROOT, scaled < 99.95 ? "%.1f" : "%.0f", scaled) + (thousands ? "k" : "M");
    }

    /** A duration: {@code 12.3 s}, {@code 1 min 05 s}, {@code 2 h 03 min}. */
    static String seconds(double seconds) {
        return seconds < 59.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : minutes(Math.round(seconds));
    }

    /** A duration that is only guessed, in whole seconds: {@code 41 s}. */
    static String about(double seconds) {
        return seconds < 59.5 ? Math.round(seconds) + " s" : minutes(Math.round(seconds));
    }

    private static String minutes(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
