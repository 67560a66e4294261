package io.foldsync.policy;

import java.io.Serializable;

/** A schedule that can be made once a run's terms are known: which measures there are, and which way they get better. */
@FunctionalInterface
public interface LrPlan extends Serializable {

    /**
     * The schedule.
     *
     * @throws io.foldsync.error.FoldSyncException when the run does not report what it watches
     */
    LrSchedule under(Terms terms);
}
