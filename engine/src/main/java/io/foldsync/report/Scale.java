package io.foldsync.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis: its ends, and ticks at round numbers.
 *
 * @param ticks ascending, within the ends
 * @param labels one a tick
 */
record Scale(double low, double high, boolean logarithmic, List<Double> ticks, List<String> labels) {
    /** Values beyond this are as good as infinite; no picture is drawn to their scale. */
    private static final double DRAWABLE = 1e100;

    /** From this ratio of largest to smallest on, a linear axis would flatten the small values to one line. */
    private static final double LOGARITHMIC_FROM = 50;

    private static final int MOST_TICKS = 6;

    /** Whether a value can be drawn. */
    static boolean drawable(double value) {
        return Math.abs(value) < DRAWABLE;
    }

    /** A linear axis that covers all drawable values, from round number to round number. */
    static Scale linear(DoubleStream values) {
        double[] ends = ends(values);
        double step = step((ends[1] - ends[0]) / (MOST_TICKS - 1));
        return ticked(step * Math.floor(ends[0] / step), step * Math.ceil(ends[1] / step), step);
    }

    /** Logarithmic when all values are positive and differ by orders of magnitude, otherwise linear. */
    static Scale ofErrors(double... values) {
        double[] ends = ends(DoubleStream.of(values));
        if (!(ends[0] > 1 / DRAWABLE) || ends[1] / ends[0] < LOGARITHMIC_FROM) {
            return linear(DoubleStream.of(values));
        }
        int lowest = (int) Math.floor(StrictMath.log10(ends[0]));
        int highest = (int) Math.ceil(StrictMath.log10(ends[1]));
        double low = roundDown(ends[0]);
        double high = step(ends[1]);
        int stride = 1 + (highest - lowest) / (MOST_TICKS + 1);
        List<Integer> digits = highest - lowest <= 3 ? List.of(1, 2, 5) : List.of(1);
        List<Double> ticks = IntStream.rangeClosed(lowest, highest)
                .filter(exponent -> Math.floorMod(exponent, stride) == 0)
                .boxed()
                .flatMap(exponent -> digits.stream().map(digit -> Double.parseDouble(digit + "e" + exponent)))
                .filter(tick -> tick >= low && tick <= high)
                .toList();
        List<String> labels = ticks.stream().map(Scale::logarithmicLabel).toList();
        return new Scale(low, high, true, ticks, labels);
    }

    /** An axis of whole numbers with half a step of room at both ends: epochs, folds. */
    static Scale whole(int first, int last, int mostTicks) {
        int step = (int) Math.max(1, step((double) (last - first) / mostTicks));
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int tick = first; tick <= last; tick++) {
            if (tick % step == 0 || tick == first) {
                ticks.add((double) tick);
                labels.add(Integer.toString(tick));
            }
        }
        if (step > 2 && ticks.size() > 1 && ticks.get(1) - ticks.get(0) < step * 0.6) {
            ticks.remove(1);
            labels.remove(1);
        }
        double room = Math.max(0.5, (last - first) * 0.02);
        return new Scale(first - room, last + room, false, ticks, labels);
    }

    /** Where a value lies: 0 at the low end, 1 at the high end, and no further out than that. */
    double share(double value) {
        double share = logarithmic
                ? (StrictMath.log10(value) - StrictMath.log10(low)) / (StrictMath.log10(high) - StrictMath.log10(low))
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, share));
    }

    private static double[] ends(DoubleStream values) {
        double[] drawable = values.filter(Scale::drawable).toArray();
        double min = DoubleStream.of(drawable).min().orElse(0);
        double max = DoubleStream.of(drawable).max().orElse(1);
        if (max - min <= Math.abs(max) * 1e-9) { // all alike: room above and below, so that the line lies in the middle
            double room = max == 0 ? 1 : Math.abs(max) * 0.05;
            return new double[] {min - room, max + room};
        }
        return new double[] {min, max};
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below {@code least}. */
    private static double step(double least) {
        if (!(least > 0)) {
            return 1;
        }
        double power = power((int) Math.floor(StrictMath.log10(least)));
        double ratio = least / power;
        return ratio <= 1 ? power : ratio <= 2 ? 2 * power : ratio <= 5 ? 5 * power : 10 * power;
    }

    /** The largest of 1, 2 and 5 times a power of ten that is not above {@code most}. */
    private static double roundDown(double most) {
        double power = power((int) Math.floor(StrictMath.log10(most)));
        double ratio = most / power;
        return ratio >= 5 ? 5 * power : ratio >= 2 ? 2 * power : power;
    }

    private static Scale ticked(double low, double high, double step) {
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        int places = Math.max(0, (int) -Math.floor(StrictMath.log10(step) + 1e-9));
        boolean plain = places <= 6 && Math.max(Math.abs(low), Math.abs(high)) < 1e7;
        long first = Math.round(low / step);
        long last = Math.round(high / step);
        for (long i = first; i <= last; i++) {
            double tick = i * step;
            ticks.add(tick);
            labels.add(
                    plain
                            ? new BigDecimal(tick)
                                    .setScale(places, RoundingMode.HALF_EVEN)
                                    .toPlainString()
                            : Decimals.exponent(tick));
        }
        return new Scale(low, high, false, ticks, labels);
    }

    private static double power(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    private static String logarithmicLabel(double tick) {
        return tick >= 1e-4 && tick < 1e5
                ? new BigDecimal(Double.toString(tick)).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%.0e", tick);
    }
}
