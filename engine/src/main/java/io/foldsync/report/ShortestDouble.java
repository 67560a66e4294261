package io.foldsync.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Doubles for files: the fewest digits from which a reader gets the same double back.
 *
 * <p>Not {@link Double#toString(double)}: before Java 19 it now and then writes a digit more, and files would differ
 * between Java versions.
 */
final class ShortestDouble {
    private ShortestDouble() {}

    /** The value in plain notation from 1e-3 to 1e7, with an exponent outside, or NaN, Infinity, -Infinity. */
    static String text(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        Optional<BigDecimal> shorter = rounded(exact, shortest.precision(), value);
        while (shorter.isPresent()) {
            shortest = shorter.get();
            shorter = shortest.precision() == 1 ? Optional.empty() : rounded(exact, shortest.precision() - 1, value);
        }
        return written(shortest);
    }

    /** The number of so many digits that is nearest to {@code exact} and still reads back as {@code value}. */
    private static Optional<BigDecimal> rounded(BigDecimal exact, int digits, double value) {
        // beside a power of two the nearest may not read back although one a little further away does
        return Stream.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)
                .map(mode -> exact.round(new MathContext(digits, mode)).stripTrailingZeros())
                .filter(candidate -> candidate.doubleValue() == value)
                .findFirst();
    }

    private static String written(BigDecimal shortest) {
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -3 && exponent < 7) {
            return shortest.scale() <= 0 ? shortest.setScale(1).toPlainString() : shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return (shortest.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }
}
