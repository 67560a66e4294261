package io.foldsync.stats;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * One measure over J folds. Where a fold's value is not a number, neither is any statistic but the pooled one.
 *
 * @param measure the measure's full name, such as {@code val_accuracy}
 * @param values its value in every fold, by fold; at least one
 * @param pooled its value on the rows of all folds together, where there is one; it differs from the mean when folds
 *     differ in size, and for measures that are not means over rows
 */
public record Summary(String measure, List<Double> values, OptionalDouble pooled) {

    public Summary {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(measure + ": no values");
        }
    }

    /** The summary of these fold values. */
    public static Summary of(String measure, double... values) {
        return new Summary(measure, DoubleStream.of(values).boxed().toList(), OptionalDouble.empty());
    }

    /** The same with the value on the rows of all folds together. */
    public Summary withPooled(double value) {
        return new Summary(measure, values, OptionalDouble.of(value));
    }

    /** J, the number of folds. */
    public int folds() {
        return values.size();
    }

    /** The unweighted mean over folds. */
    public double mean() {
        double mean = stream().sum() / folds();
        // rounding must not push it outside, above all when all values are equal
        return Math.max(min(), Math.min(max(), mean));
    }

    /** The standard deviation over folds with J - 1 in the denominator; NaN for a single fold. */
    public double sd() {
        if (folds() == 1) {
            return Double.NaN;
        }
        double mean = mean();
        double squares = stream().map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (folds() - 1));
    }

    /** The smallest value. */
    public double min() {
        return stream().reduce(Double.POSITIVE_INFINITY, Math::min);
    }

    /** The largest value. */
    public double max() {
        return stream().reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    private DoubleStream stream() {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
