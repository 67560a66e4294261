package io.foldsync.policy;

import java.io.Serializable;

/** A stop rule that can be made once a run's terms are known: which measures there are, and which way they get better. */
@FunctionalInterface
public interface StopPlan extends Serializable {

    /**
     * The rule.
     *
     * @throws io.foldsync.error.FoldSyncException when the run does not report what it watches
     */
    StopRule under(Terms terms);
}
