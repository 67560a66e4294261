package io.foldsync.train;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.metric.Metric;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.Patience;
import java.util.List;

/**
 * Stop all folds together when the cross-fold mean of a measure no longer improves.
 *
 * @param monitor the measure's full name: {@code val_loss}, {@code val_accuracy}, …; which way it improves follows from it
 * @param patience epochs without improvement after which to stop
 * @param minDelta how much counts as an improvement, in the measure's units
 */
public record EarlyStopping(String monitor, int patience, double minDelta) {

    /** Stops when the mean validation loss has not improved for {@code patience} epochs. */
    public static EarlyStopping onLoss(int patience) {
        return new EarlyStopping("val_loss", patience, 0);
    }

    /**
     * The rule, for a task that takes {@code metrics}.
     *
     * @throws FoldSyncException when the task reports no such measure
     */
    Patience rule(List<Metric> metrics, List<String> reported) {
        if (!reported.contains(monitor)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_UNKNOWN_NAME,
                    "training.earlyStopping.monitor",
                    "no measure " + monitor,
                    "one of " + String.join(", ", reported),
                    "Name a measure that this task reports.");
        }
        return new Patience(Monitor.of(monitor, metrics), patience, minDelta);
    }
}
