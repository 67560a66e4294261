package io.foldsync.report;

import io.foldsync.metric.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each true class was taken for each class, over all out-of-fold predictions.
 *
 * @param classes the c class names, in code order
 * @param weights {@code [c][c]}: summed row weights (row counts when the data have no weights), by true, then predicted
 *     class; finite and not negative
 */
public record Confusion(List<String> classes, List<List<Double>> weights) {

    public Confusion {
        classes = List.copyOf(classes);
        weights = weights.stream().map(List::copyOf).toList();
        int c = classes.size();
        boolean square = weights.size() == c && weights.stream().allMatch(row -> row.size() == c);
        if (!square
                || weights.stream().flatMap(List::stream).anyMatch(weight -> !Double.isFinite(weight) || weight < 0)) {
            throw new IllegalArgumentException(
                    c + " classes need " + c + " x " + c + " weights of 0 or more, not " + weights);
        }
    }

    /** The confusion whose weights are a tally's c x c sums, row-major by true class. */
    public static Confusion of(List<String> classes, Tally tally) {
        int c = classes.size();
        if (tally.length() != c * c) {
            throw new IllegalArgumentException(c + " classes need " + c * c + " sums, not " + tally.length());
        }
        List<List<Double>> rows = new ArrayList<>();
        for (int actual = 0; actual < c; actual++) {
            List<Double> row = new ArrayList<>();
            for (int predicted = 0; predicted < c; predicted++) {
                row.add(tally.at(actual * c + predicted));
            }
            rows.add(row);
        }
        return new Confusion(classes, rows);
    }

    /** The weight of one true class; 0 when the data have none of it. */
    double actual(int code) {
        return weights.get(code).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Pairs of classes that were mistaken for another, most frequent first, then by code. */
    List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (int actual = 0; actual < classes.size(); actual++) {
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                double weight = weights.get(actual).get(predicted);
                if (actual != predicted && weight > 0) {
                    mistakes.add(new Mistake(actual, predicted, weight));
                }
            }
        }
        mistakes.sort((one, other) -> Double.compare(other.weight, one.weight)); // stable: ties stay in code order
        return mistakes;
    }

    /** True class {@code actual} was taken for {@code predicted}. */
    record Mistake(int actual, int predicted, double weight) {}
}
