package io.foldsync.train;

import io.foldsync.policy.Patience;
import io.foldsync.policy.StopPlan;
import io.foldsync.policy.Terms;
import io.foldsync.policy.View;
import io.foldsync.policy.Watch;

/**
 * Stop all folds together when a measure, over folds, no longer improves.
 *
 * @param monitor the measure's full name: {@code val_loss}, {@code guard_accuracy}, …; which way it improves follows from it.
 *     Empty for what the run watches by default, the loss of the rows that decide
 * @param patience epochs without improvement after which to stop
 * @param minDelta how much counts as an improvement, in the measure's units
 * @param view how the folds' values become one
 */
public record EarlyStopping(String monitor, int patience, double minDelta, View view) implements StopPlan {

    /** On the mean over folds. */
    public EarlyStopping(String monitor, int patience, double minDelta) {
        this(monitor, patience, minDelta, View.MEAN);
    }

    /** Stops when the mean loss of the rows that decide has not improved for {@code patience} epochs. */
    public static EarlyStopping onLoss(int patience) {
        return new EarlyStopping("", patience, 0);
    }

    @Override
    public Patience under(Terms terms) {
        return new Patience(
                new Watch(monitor, view).under(terms, "training.earlyStopping.monitor"), patience, minDelta);
    }
}
