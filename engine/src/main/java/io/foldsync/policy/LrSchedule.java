package io.foldsync.policy;

import io.foldsync.history.History;
import java.io.Serializable;

/** The learning rate of every epoch; an extension point. A pure function, as a {@link StopRule} is. */
@FunctionalInterface
public interface LrSchedule extends Serializable {

    /**
     * The learning rate of all folds in one epoch, positive and finite.
     *
     * @param epoch the epoch about to be trained, from 0
     * @param history the epochs before it
     */
    double lr(int epoch, History history);
}
