package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.Round;

/**
 * All folds of one cross-validation, wherever they train. An extension point: the epoch loop is the same over threads of
 * one JVM and over the executors of a cluster.
 *
 * <p>Promise of every implementation: for equal recipes and equal orders the rounds are equal to the bit, wherever and in
 * whatever order the folds train. Used by one thread.
 */
public interface FoldGroup extends AutoCloseable {

    /** k, the number of folds. */
    int folds();

    /**
     * Every fold trains and validates one epoch; returns when all have met.
     *
     * @param order the epoch after the last one trained by this group
     * @throws io.foldsync.error.FoldSyncException when a fold cannot train here or anywhere else; a fold that merely
     *     diverges reports so instead
     */
    Round trainEpoch(EpochOrder order);

    /** Lets go of every fold's network. */
    @Override
    void close();
}
