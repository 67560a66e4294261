package io.foldsync.report;

import java.util.List;

/** A row of small bars, one an epoch, on a scale shared by all folds. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-:=+*#";

    private final double low;
    private final double high;
    private final boolean unicode;

    /** A scale from the smallest to the largest finite value of {@code all}. */
    Sparkline(List<double[]> all, boolean unicode) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double[] values : all) {
            for (double value : values) {
                if (Double.isFinite(value)) {
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                }
            }
        }
        this.low = smallest;
        this.high = largest;
        this.unicode = unicode;
    }

    /** The last {@code width} values as bars, padded to {@code width}; {@code !} where a value is not finite. */
    String bars(double[] values, int width) {
        StringBuilder bars = new StringBuilder();
        for (int i = Math.max(0, values.length - width); i < values.length; i++) {
            bars.append(bar(values[i]));
        }
        return bars.append(" ".repeat(width - bars.length())).toString();
    }

    private char bar(double value) {
        if (!Double.isFinite(value)) {
            return '!';
        }
        String levels = unicode ? BLOCKS : ASCII;
        double share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5; // halves cannot overflow
        return levels.charAt((int) Math.min(levels.length() - 1, share * levels.length()));
    }
}
