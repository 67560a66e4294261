package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.stats.CorrectedT;
import io.foldsync.stats.Interval;
import io.foldsync.stats.Summary;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Which way a measure goes over a window of epochs, judged by how far the folds agree.
 *
 * <p>Each fold's values have a least-squares slope over the window; the folds' slopes are k replicates of one quantity, and
 * the bounds are those of the corrected t interval of their mean ({@link CorrectedT}, for k equal folds). What folds have of
 * their own - easier rows, a lucky start - does not enter, as each is compared with itself; nor does it matter whether a
 * fold's noise hangs together from epoch to epoch.
 *
 * @param slopes of each fold, in the measure's units an epoch, better being positive
 * @param span epochs from the window's first to its last
 */
record Trend(String measure, List<Double> slopes, int span) {
    Trend {
        slopes = List.copyOf(slopes);
    }

    /** The trend over the last {@code window} epochs that say something of the monitor; empty before there are so many. */
    static Optional<Trend> of(Monitor monitor, History history, int window) {
        List<Round> read = history.rounds().stream().filter(monitor::reads).toList();
        return read.size() < window
                ? Optional.empty()
                : Optional.of(of(monitor, read.subList(read.size() - window, read.size())));
    }

    private static Trend of(Monitor monitor, List<Round> rounds) {
        double sign = monitor.direction() == Direction.MAXIMIZE ? 1 : -1;
        double[] epochs = rounds.stream().mapToDouble(Round::epoch).toArray();
        double[] slopes = new double[rounds.get(0).folds()];
        for (int fold = 0; fold < slopes.length; fold++) {
            int own = fold;
            double[] values = rounds.stream()
                    .mapToDouble(round -> round.reports().get(own).value(monitor.measure()))
                    .toArray();
            slopes[fold] = sign * slope(epochs, values);
        }
        return new Trend(monitor.measure(), DoubleStream.of(slopes).boxed().toList(), (int)
                (epochs[epochs.length - 1] - epochs[0]));
    }

    private static double slope(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return products / squares;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The mean gain an epoch; negative when it gets worse. */
    double slope() {
        return mean(values());
    }

    /**
     * The one-sided bounds of the mean gain an epoch: below the upper, and above the lower, with probability {@code level}
     * each. Empty with one fold, and where a value is not finite: then nothing can be said.
     */
    Optional<Interval> bounds(double level) {
        if (slopes.size() < 2) {
            return Optional.empty();
        }
        return new CorrectedT(1.0 / (slopes.size() - 1)).interval(Summary.of(measure, values()), 2 * level - 1);
    }

    private double[] values() {
        return slopes.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
