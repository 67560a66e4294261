package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.metric.Metric;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A measure to watch, by its cross-fold mean, and which way it gets better.
 *
 * @param measure the full name as reported, such as {@code val_loss}
 */
public record Monitor(String measure, Direction direction) implements Serializable {
    private static final List<String> PREFIXES = List.of("val_", "train_");

    /** The validation value of {@code metric}, in the direction in which it gets better. */
    public static Monitor of(Metric metric) {
        return new Monitor("val_" + metric.name(), Direction.of(metric));
    }

    /**
     * The monitor of a measure by its full name, {@code val_} or {@code train_} and one of the metrics' names.
     *
     * @throws FoldSyncException when the run will not report it; the message lists what it will
     */
    public static Monitor of(String measure, List<Metric> metrics) {
        for (Metric metric : metrics) {
            if (PREFIXES.stream().anyMatch(prefix -> measure.equals(prefix + metric.name()))) {
                return new Monitor(measure, Direction.of(metric));
            }
        }
        String known = metrics.stream()
                .flatMap(metric -> PREFIXES.stream().map(prefix -> prefix + metric.name()))
                .collect(Collectors.joining(", "));
        throw FoldSyncException.of(
                ErrorCode.CONFIG_UNKNOWN_NAME,
                "training.earlyStopping.monitor",
                "no measure " + measure,
                "one of " + known,
                "Name a measure that this task reports.");
    }

    /** The best epoch so far, or empty when no epoch's mean was a finite number. */
    public Optional<Best> best(History history) {
        return best(history, 0);
    }

    /**
     * The latest epoch that improved on the best before it by more than {@code minDelta}, or empty when no epoch's mean
     * was a finite number. A mean that is not finite neither improves nor becomes the best to beat.
     */
    public Optional<Best> best(History history, double minDelta) {
        double[] means = history.means(measure).toArray();
        Optional<Best> best = Optional.empty();
        for (int epoch = 0; epoch < means.length; epoch++) {
            double mean = means[epoch];
            if (Double.isFinite(mean)
                    && (best.isEmpty() || direction.better(mean, best.get().value(), minDelta))) {
                best = Optional.of(new Best(epoch, mean));
            }
        }
        return best;
    }
}
