package io.foldsync.history;

import io.foldsync.metric.Tally;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes reports, rounds and histories by hand. */
public final class Reports {
    private Reports() {}

    /** One fold's report of one measure. */
    public static EpochReport report(int fold, int epoch, String measure, double value) {
        SortedMap<String, Double> values = new TreeMap<>();
        SortedMap<String, Tally> tallies = new TreeMap<>();
        values.put(measure, value);
        tallies.put(measure, Tally.of(1, value));
        return new EpochReport(fold, epoch, values, tallies);
    }

    /** A round of one measure, fold i's value at index i, lr 0.1. */
    public static Round round(int epoch, String measure, double... values) {
        List<EpochReport> reports = IntStream.range(0, values.length)
                .mapToObj(fold -> report(fold, epoch, measure, values[fold]))
                .toList();
        return new Round(new EpochOrder(epoch, 0.1), reports);
    }

    /** A history of one measure in a single fold, epoch i's value at index i. */
    public static History history(String measure, double... values) {
        History history = History.empty();
        for (int epoch = 0; epoch < values.length; epoch++) {
            history = history.with(round(epoch, measure, values[epoch]));
        }
        return history;
    }
}
