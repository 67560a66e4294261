package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.Optional;

/**
 * Early stopping: stops with the code {@code patience_exceeded} when the cross-fold mean of a measure has not improved for
 * {@code epochs} epochs on end (epochs that were not validated do not count). As Keras's and Lightning's EarlyStopping, except that it looks at all folds together, and
 * a mean that is not a finite number never counts as an improvement, not even the first.
 *
 * @param epochs the epochs without improvement after which to stop, at least 1
 * @param minDelta an improvement must be larger than this, in the measure's units; 0 or more
 */
public record Patience(Monitor monitor, int epochs, double minDelta) implements StopRule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public Patience {
        new Check("training.earlyStopping")
                .atLeast(1, "patience", epochs)
                .atLeast0("minDelta", minDelta)
                .done();
    }

    /** Waits {@code epochs} epochs for any improvement of {@code monitor}. */
    public static Patience of(Monitor monitor, int epochs) {
        return new Patience(monitor, epochs, 0);
    }

    /** The same, asking for improvements larger than {@code delta}. */
    public Patience withMinDelta(double delta) {
        return new Patience(monitor, epochs, delta);
    }

    @Override
    public Optional<StopReason> check(History history) {
        Optional<Best> best = monitor.best(history, minDelta);
        int last = best.map(Best::epoch).orElse(-1);
        long waited = monitor.readings(history).stream()
                .filter(reading -> reading.epoch() > last)
                .count();
        if (waited < epochs) {
            return Optional.empty();
        }
        String since = best.map(found -> "epoch " + found.epoch() + " (" + found.value() + ")")
                .orElse("the start, where it has not been a finite number once");
        return Optional.of(StopCode.PATIENCE_EXCEEDED.because(
                monitor.describe() + " has not improved for " + waited + " epochs, since " + since));
    }
}
