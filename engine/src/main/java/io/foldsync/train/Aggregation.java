package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.fold.Role;
import io.foldsync.fold.Split;
import io.foldsync.history.Round;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Tally;
import io.foldsync.policy.Monitor;
import io.foldsync.stats.CorrectedT;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** The folds' last reports, reduced to one statement a measure: spread over folds, pooled value, interval of the mean. */
public final class Aggregation {
    private static final double LEVEL = 0.95;

    private Aggregation() {}

    /**
     * One result a measure of the round, names ascending: pooled from merged tallies.
     *
     * <p>Validation measures have the corrected-t 95 % interval. Training measures have none: the formula is about rows
     * that networks have not seen; nor have guard measures, by which the epoch was chosen.
     */
    public static List<MeasureResult> of(Round round, List<Metric> metrics, Split split, DatasetCard card) {
        CorrectedT corrected = corrected(split, card);
        List<MeasureResult> results = new ArrayList<>();
        for (String measure : round.measures()) {
            Summary summary =
                    Summary.of(measure, round.values(measure).toArray()).withPooled(pooled(round, measure, metrics));
            results.add(new MeasureResult(
                    summary,
                    measure.startsWith(Monitor.VALIDATION) ? corrected.interval(summary, LEVEL) : Optional.empty()));
        }
        return results;
    }

    /** Measures taken once after training, without tallies: {@code test_…} by fold. */
    public static List<MeasureResult> ofValues(List<? extends SortedMap<String, Double>> byFold) {
        List<MeasureResult> results = new ArrayList<>();
        for (String measure : byFold.get(0).keySet()) {
            double[] values = byFold.stream()
                    .mapToDouble(fold -> fold.getOrDefault(measure, Double.NaN))
                    .toArray();
            // All folds are measured on the same rows here, so no interval over folds says anything about new data.
            results.add(new MeasureResult(Summary.of(measure, values), Optional.empty()));
        }
        return results;
    }

    private static double pooled(Round round, String measure, List<Metric> metrics) {
        Tally merged = round.reports().stream()
                .map(report -> report.tallies().get(measure))
                .reduce(Tally::merge)
                .orElseThrow();
        return metrics.stream()
                .filter(metric -> measure.equals(Monitor.VALIDATION + metric.name())
                        || measure.equals(Monitor.GUARD + metric.name()))
                .findFirst()
                .map(metric -> metric.value(merged))
                .orElseGet(() -> merged.at(0) / merged.at(1)); // train_…: a sum and its weight
    }

    /** The interval's factor for folds of these sizes. */
    private static CorrectedT corrected(Split split, DatasetCard card) {
        // rows that decide count as held out: folds share no fewer training rows because of them
        long[] heldOut = rows(split, card, Role.VALIDATE);
        long[] guard = rows(split, card, Role.GUARD);
        Arrays.setAll(heldOut, fold -> heldOut[fold] + guard[fold]);
        return CorrectedT.of(rows(split, card, Role.TRAIN), heldOut);
    }

    /** Rows of a role in every fold, by fold. */
    public static long[] rows(Split split, DatasetCard card, Role role) {
        return IntStream.range(0, split.folds())
                .mapToLong(fold -> IntStream.of(split.parts(fold, role))
                        .mapToLong(part -> card.partRows().get(part))
                        .sum())
                .toArray();
    }
}
