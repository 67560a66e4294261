package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Early stopping: stops with the code {@code patience_exceeded} when the cross-fold mean of a measure has not improved for
 * {@code epochs} epochs on end. As Keras's and Lightning's EarlyStopping, except that it looks at all folds together, and
 * a mean that is not a finite number never counts as an improvement, not even the first.
 *
 * @param epochs the epochs without improvement after which to stop, at least 1
 * @param minDelta an improvement must be larger than this, in the measure's units; 0 or more
 */
public record Patience(Monitor monitor, int epochs, double minDelta) implements StopRule {

    /** @throws FoldSyncException with every setting that is out of range */
    public Patience {
        List<Fault> faults = new ArrayList<>();
        if (epochs < 1) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "training.earlyStopping.patience",
                    epochs + " epochs",
                    "1 or more",
                    "Write for how many epochs to wait, or leave earlyStopping out."));
        }
        if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "training.earlyStopping.minDelta",
                    String.valueOf(minDelta),
                    "0 or a positive number",
                    "Write it without a sign; the direction follows the measure."));
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
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
        int waited = history.epochs() - 1 - best.map(Best::epoch).orElse(-1);
        if (waited < epochs) {
            return Optional.empty();
        }
        String since = best.map(found -> "epoch " + found.epoch() + " (" + found.value() + ")")
                .orElse("the start, where it has not been a finite number once");
        return Optional.of(new StopReason(
                "patience_exceeded",
                "the mean " + monitor.measure() + " has not improved for " + waited + " epochs, since " + since));
    }
}
