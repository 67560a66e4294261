package io.foldsync.spark.checkpoint;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.metric.Metric;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a run writes a checkpoint, and which of them stay. Changes no number.
 *
 * @param everyEpochs after every so many epochs, and after the last; empty: by the clock
 * @param every by the clock: when the last one is that long ago, and has cost less than a twentieth of the time since
 * @param keepLast how many of the latest stay
 * @param keepBest how many stay besides, by the cross-fold mean of {@code monitor}; with no {@code keepLast} either, none
 *     is ever written
 * @param monitor a validation measure, such as {@code val_loss}
 * @param required whether a checkpoint that cannot be written ends the run; otherwise the run warns and goes on
 * @param keptAfterSuccess whether they stay when the run has succeeded, and its networks are in {@code models}
 */
public record CheckpointPlan(
        OptionalInt everyEpochs,
        Duration every,
        int keepLast,
        int keepBest,
        String monitor,
        boolean required,
        boolean keptAfterSuccess) {
    private static final int COST_SHARE = 20;

    /** @throws FoldSyncException for a number below its least */
    public CheckpointPlan {
        atLeast(1, "everyEpochs", everyEpochs.orElse(1));
        atLeast(1, "everySeconds", every.toSeconds());
        atLeast(0, "keepLast", keepLast);
        atLeast(0, "keepBest", keepBest);
    }

    private static void atLeast(long least, String key, long value) {
        if (value < least) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "run.checkpoint." + key,
                    String.valueOf(value),
                    least + " or more",
                    "Choose another value.");
        }
    }

    /** One every 30 seconds, the latest alone, gone when the run has succeeded: insurance at a cost nobody notices. */
    public static CheckpointPlan defaults() {
        return new CheckpointPlan(OptionalInt.empty(), Duration.ofSeconds(30), 1, 0, "val_loss", false, false);
    }

    /** One after every so many epochs; the latest and the best by mean validation loss stay. */
    public static CheckpointPlan everyEpochs(int epochs) {
        return new CheckpointPlan(OptionalInt.of(epochs), Duration.ofSeconds(30), 1, 1, "val_loss", false, true);
    }

    /** None, ever. */
    public static CheckpointPlan none() {
        return defaults().withKept(0, 0);
    }

    /** By the clock. */
    public CheckpointPlan withEvery(Duration time) {
        return new CheckpointPlan(OptionalInt.empty(), time, keepLast, keepBest, monitor, required, keptAfterSuccess);
    }

    /** So many of the latest and of the best. */
    public CheckpointPlan withKept(int last, int best) {
        return new CheckpointPlan(everyEpochs, every, last, best, monitor, required, keptAfterSuccess);
    }

    /** The best by another validation measure. */
    public CheckpointPlan withMonitor(String measure) {
        return new CheckpointPlan(everyEpochs, every, keepLast, keepBest, measure, required, keptAfterSuccess);
    }

    public CheckpointPlan withRequired(boolean needed) {
        return new CheckpointPlan(everyEpochs, every, keepLast, keepBest, monitor, needed, keptAfterSuccess);
    }

    public CheckpointPlan withKeptAfterSuccess(boolean kept) {
        return new CheckpointPlan(everyEpochs, every, keepLast, keepBest, monitor, required, kept);
    }

    /** Whether any is ever written. */
    public boolean writes() {
        return keepLast + keepBest > 0;
    }

    /**
     * Whether one is due.
     *
     * @param epochs trained so far
     * @param over whether those were the last
     * @param since how long ago the last one was written, or the run began
     * @param cost how long the last one took
     */
    public boolean due(int epochs, boolean over, Duration since, Duration cost) {
        if (!writes()) {
            return false;
        }
        if (everyEpochs.isPresent()) {
            return over || epochs % everyEpochs.getAsInt() == 0;
        }
        return since.compareTo(every) >= 0 && since.compareTo(cost.multipliedBy(COST_SHARE)) >= 0;
    }

    /**
     * Which checkpoints stay.
     *
     * @param written by the epochs trained before each
     * @param history as long as the latest, at least
     */
    Set<Integer> kept(Set<Integer> written, History history, Monitor by) {
        List<Integer> latestFirst =
                written.stream().sorted(Comparator.reverseOrder()).toList();
        Set<Integer> kept = new TreeSet<>(latestFirst.subList(0, Math.min(keepLast, latestFirst.size())));
        kept.addAll(bestFirst(written, history, by).stream().limit(keepBest).toList());
        return kept;
    }

    /** Checkpoints from the best to the worst, the earlier first among equals; those without a finite mean last. */
    static List<Integer> bestFirst(Set<Integer> written, History history, Monitor by) {
        double[] means = history.rounds().stream()
                .mapToDouble(round -> round.measures().contains(by.measure()) ? round.mean(by.measure()) : Double.NaN)
                .toArray();
        double sign = by.direction() == Direction.MAXIMIZE ? -1 : 1;
        return written.stream()
                .sorted(Comparator.<Integer>comparingDouble(epochs -> sortable(sign * means[epochs - 1]))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static double sortable(double mean) {
        return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
    }

    /**
     * The measure that tells the best ones.
     *
     * @throws FoldSyncException when the run does not take it
     */
    public Monitor monitor(List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> monitor.equals("val_" + metric.name()))
                .findFirst()
                .map(Monitor::of)
                .orElseThrow(() -> FoldSyncException.of(
                        ErrorCode.CONFIG_UNKNOWN_NAME,
                        "run.checkpoint.monitor",
                        "no measure " + monitor,
                        "one of "
                                + String.join(
                                        ", ",
                                        metrics.stream()
                                                .map(metric -> "val_" + metric.name())
                                                .toList()),
                        "Name a validation measure that this task reports."));
    }
}
