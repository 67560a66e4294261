package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrShape;

/**
 * The learning rate of every epoch, one for all folds; an extension point. A pure function, as a {@link StopRule} is.
 *
 * <p>Time is counted in epochs. By default the rate is the same in every step of an epoch; {@link PerStep} lets it change
 * from step to step.
 */
@FunctionalInterface
public interface LrSchedule extends LrPlan {

    /**
     * The learning rate at the beginning of one epoch, finite and 0 or more.
     *
     * @param epoch the epoch about to be trained, from 0
     * @param history the epochs before it
     */
    double lr(int epoch, History history);

    /** What the folds are ordered for one epoch; by default {@link #lr} in every step. */
    default LrShape shape(int epoch, History history) {
        return LrShape.constant(lr(epoch, history));
    }

    /** The rate over one epoch with time running on from step to step; schedules that have no such form give their steps. */
    default LrShape within(int epoch, History history) {
        return shape(epoch, history);
    }

    /** Itself: all its numbers are there. */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a lambda of this type is one of its own, and its own plan
    default LrSchedule under(Terms terms) {
        return this;
    }
}
