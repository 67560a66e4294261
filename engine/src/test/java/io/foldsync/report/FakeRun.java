package io.foldsync.report;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.metric.Tally;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import io.foldsync.stats.CorrectedT;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs that never happened: curves that fall and rise as real ones do, the same on every call. */
public final class FakeRun {
    public static final Monitor ACCURACY = new Monitor("val_accuracy", Direction.MAXIMIZE);

    private FakeRun() {}

    /** A value for a fold's epoch. */
    @FunctionalInterface
    public interface Curve {
        double at(int fold, int epoch);
    }

    public static RunHeader header(int folds, int epochs) {
        return new RunHeader("digits-mlp", "1,797 rows, stratified folds, mlp 64-256-128-10", folds, epochs, ACCURACY);
    }

    public static History history(int folds, int epochs, SortedMap<String, Curve> curves) {
        History history = History.empty();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<EpochReport> reports = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                TreeMap<String, Double> values = new TreeMap<>();
                for (var curve : curves.entrySet()) {
                    values.put(curve.getKey(), curve.getValue().at(fold, epoch));
                }
                TreeMap<String, Tally> tallies = new TreeMap<>();
                values.forEach((measure, value) -> tallies.put(measure, Tally.of(value, 1)));
                reports.add(new EpochReport(fold, epoch, values, tallies));
            }
            history = history.with(new Round(new EpochOrder(epoch, 0.001), reports));
        }
        return history;
    }

    /** Losses that fall, an accuracy and an F1 that rise, with noise. */
    public static History history(int folds, int epochs) {
        TreeMap<String, Curve> curves = new TreeMap<>();
        curves.put("train_loss", (fold, epoch) -> 2.2 * Math.exp(-0.45 * epoch) + 0.02 + noise(1, fold, epoch) * 0.01);
        curves.put(
                "train_accuracy",
                (fold, epoch) -> 0.992 - 0.4 * Math.exp(-0.6 * epoch) + noise(5, fold, epoch) * 0.002);
        curves.put(
                "val_loss",
                (fold, epoch) -> 1.3 * Math.exp(-0.5 * epoch)
                        + 0.1
                        + 0.003 * epoch
                        + noise(2, fold, 0) * 0.03
                        + noise(2, fold, epoch) * 0.01);
        curves.put("val_accuracy", (fold, epoch) -> accuracy(fold, epoch, 3));
        curves.put("val_macro_f1", (fold, epoch) -> accuracy(fold, epoch, 4) - 0.002);
        return history(folds, epochs, curves);
    }

    private static double accuracy(int fold, int epoch, int seed) {
        double value =
                0.971 - 0.35 * Math.exp(-0.6 * epoch) + noise(seed, fold, 0) * 0.008 + noise(seed, fold, epoch) * 0.004;
        return Math.round(value * 180) / 180.0;
    }

    private static double noise(int seed, int fold, int epoch) {
        return new SplittableRandom(seed * 1_000_003L + fold * 1009L + epoch).nextDouble(-1, 1);
    }

    public static RunRecord record(int folds, int epochs) {
        return record(header(folds, epochs), history(folds, epochs), Optional.of(confusion()));
    }

    public static RunRecord record(int folds, int epochs, History history) {
        return record(header(folds, epochs), history, Optional.empty());
    }

    /** What a run with this history would report, with the final epoch's values as results. */
    public static RunRecord record(RunHeader header, History history, Optional<Confusion> confusion) {
        List<MeasureResult> measures = new ArrayList<>();
        if (history.epochs() > 0) {
            for (String measure : history.last().measures()) {
                Summary summary =
                        Summary.of(measure, history.last().values(measure).toArray());
                Summary pooled = summary.withPooled(summary.mean());
                measures.add(new MeasureResult(
                        pooled, new CorrectedT(1.0 / Math.max(1, header.folds() - 1)).interval(pooled, 0.95)));
            }
            Collections.reverse(measures);
        }
        List<FoldRows> rows = Collections.nCopies(header.folds(), new FoldRows(1617, 180));
        List<Fact> facts = List.of(
                new Fact("seed", "42"),
                new Fact("data fingerprint", "sha256:5f1d2a0c9be87741c0f3aa1e6f6b7d1d9c6b0a4e8f2d7c3b5a190e8d7f6c5b4a"),
                new Fact(
                        "split fingerprint", "sha256:0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c"),
                new Fact("FoldSync", "0.1.0"),
                new Fact("Spark", "4.1.0, local[2]"),
                new Fact("network", "mlp 64-256-128-10, dropout 0.5"),
                new Fact("optimizer", "adam, lr 0.001, batches of 64 rows"));
        StopReason reason = new StopReason("epochs_done", history.epochs() + " epochs done");
        return new RunRecord(header, history, reason, measures, rows, confusion, facts);
    }

    /** Ten digits, most of them recognised. */
    public static Confusion confusion() {
        List<String> classes =
                IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        SplittableRandom random = new SplittableRandom(7);
        List<List<Double>> weights = new ArrayList<>();
        for (int actual = 0; actual < 10; actual++) {
            List<Double> row = new ArrayList<>();
            for (int predicted = 0; predicted < 10; predicted++) {
                boolean mistaken = random.nextInt(4) == 0;
                row.add(actual == predicted ? 170.0 + random.nextInt(8) : mistaken ? 1.0 + random.nextInt(4) : 0.0);
            }
            weights.add(row);
        }
        return new Confusion(classes, weights);
    }

    public static List<FoldTiming> timings(int folds, int epoch) {
        return IntStream.range(0, folds)
                .mapToObj(fold ->
                        new FoldTiming(fold, epoch, 0.03 + 0.001 * fold, 0.004, 1617, "executor " + fold % 2 + ", cpu"))
                .toList();
    }
}
