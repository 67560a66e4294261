package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.metric.Metric;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A measure to watch, and which way it gets better. Epochs that were not validated say nothing about measures of held-out
 * rows: they are passed over, as if they had not been.
 *
 * @param measure the full name as reported, such as {@code val_loss}
 * @param view how the folds' values become one
 */
public record Monitor(String measure, Direction direction, View view) implements Serializable {
    /** Before the names of measures of rows that are held out and reported. */
    public static final String VALIDATION = "val_";

    /** Before the names of measures of rows that are held out and decide. */
    public static final String GUARD = "guard_";

    private static final List<String> PREFIXES = List.of(VALIDATION, "train_", GUARD);

    /** By its mean over folds. */
    public Monitor(String measure, Direction direction) {
        this(measure, direction, View.MEAN);
    }

    /** The mean validation value of {@code metric}, in the direction in which it gets better. */
    public static Monitor of(Metric metric) {
        return new Monitor(VALIDATION + metric.name(), Direction.of(metric));
    }

    /**
     * The monitor of a measure by its full name, {@code val_}, {@code train_} or {@code guard_} and one of the metrics' names.
     *
     * @throws FoldSyncException when no metric has that name; the message lists those that do
     */
    public static Monitor of(String measure, List<Metric> metrics) {
        for (Metric metric : metrics) {
            if (PREFIXES.stream().anyMatch(prefix -> measure.equals(prefix + metric.name()))) {
                return new Monitor(measure, Direction.of(metric));
            }
        }
        String known = metrics.stream()
                .flatMap(metric -> PREFIXES.stream().limit(2).map(prefix -> prefix + metric.name()))
                .collect(Collectors.joining(", "));
        throw FoldSyncException.of(
                ErrorCode.CONFIG_UNKNOWN_NAME,
                "training.monitor",
                "no measure " + measure,
                "one of " + known,
                "Name a measure that this task reports.");
    }

    /** The same measure, viewed otherwise. */
    public Monitor withView(View other) {
        return new Monitor(measure, direction, other);
    }

    /** In words, such as {@code the mean val_loss}. */
    public String describe() {
        return view.describe() + measure;
    }

    /** Whether an epoch says anything about it. */
    boolean reads(Round round) {
        return round.order().validate() || round.measures().contains(measure);
    }

    /** What it read in the epochs that say something about it. */
    public List<Reading> readings(History history) {
        return history.rounds().stream()
                .filter(this::reads)
                .map(round -> new Reading(
                        round.epoch(), view.of(measure, round.values(measure).toArray(), direction)))
                .toList();
    }

    /** The best epoch so far, or empty when it was never a finite number. */
    public Optional<Best> best(History history) {
        return best(history, 0);
    }

    /**
     * The latest epoch that improved on the best before it by more than {@code minDelta}, or empty when it was never a finite
     * number. A value that is not finite neither improves nor becomes the best to beat.
     */
    public Optional<Best> best(History history, double minDelta) {
        Optional<Best> best = Optional.empty();
        for (Reading reading : readings(history)) {
            if (Double.isFinite(reading.value())
                    && (best.isEmpty()
                            || direction.better(reading.value(), best.get().value(), minDelta))) {
                best = Optional.of(new Best(reading.epoch(), reading.value()));
            }
        }
        return best;
    }
}
