package io.foldsync.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * One epoch of all folds: the meeting. Complete by construction: fold i's report is at index i, every fold reports the
 * same epoch and the same measures.
 */
public record Round(EpochOrder order, List<EpochReport> reports) implements Serializable {

    public Round {
        List<EpochReport> sorted = new ArrayList<>(reports);
        sorted.sort(Comparator.comparingInt(EpochReport::fold));
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("epoch " + order.epoch() + ": no fold reported");
        }
        Set<String> measures = sorted.get(0).values().keySet();
        for (int fold = 0; fold < sorted.size(); fold++) {
            EpochReport report = sorted.get(fold);
            if (report.fold() != fold
                    || report.epoch() != order.epoch()
                    || !report.values().keySet().equals(measures)) {
                throw new IllegalArgumentException("epoch " + order.epoch() + ": in place of fold " + fold
                        + " stands a report of fold " + report.fold() + ", epoch " + report.epoch());
            }
        }
        reports = List.copyOf(sorted);
    }

    /** The epoch, from 0. */
    public int epoch() {
        return order.epoch();
    }

    /** k, the number of folds that met. */
    public int folds() {
        return reports.size();
    }

    /** The names of the measures every fold reported, ascending. */
    public Set<String> measures() {
        return reports.get(0).values().keySet();
    }

    /** One measure's value in every fold, by fold. */
    public DoubleStream values(String measure) {
        return reports.stream().mapToDouble(report -> report.value(measure));
    }

    /** The unweighted mean over folds. */
    public double mean(String measure) {
        return values(measure).sum() / folds();
    }

    /** Whether every fold reported finite losses. */
    public boolean finite() {
        return reports.stream().allMatch(EpochReport::finite);
    }
}
