package io.foldsync.train;

import io.foldsync.fold.Role;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.TrainTally;
import java.util.SortedMap;

/**
 * Watches one fold where it trains, and may remember what it saw. It returns nothing and decides nothing; one that throws is
 * logged once and not called again. Called by one thread at a time, though not always the same. Not called while a fold that
 * was lost is trained once more.
 */
public interface FoldWatcher {

    default void onTrainEpochStartPerFold(FoldMoment at) {}

    /** @param tally what the epoch's training batches summed up */
    default void onTrainEpochEndPerFold(FoldMoment at, TrainTally tally) {}

    default void onTrainBatchStartPerFold(FoldMoment at, BatchView batch) {}

    default void onTrainBatchEndPerFold(FoldMoment at, BatchView batch) {}

    default void onBeforeBackward(FoldMoment at, BatchView batch) {}

    default void onAfterBackward(FoldMoment at, BatchView batch) {}

    default void onBeforeOptimizerStep(FoldMoment at, BatchView batch) {}

    default void onBeforeZeroGrad(FoldMoment at, BatchView batch) {}

    /**
     * @param role {@code TRAIN} or {@code VALIDATE}
     * @param metrics the training batch's mean loss as {@code train_loss}, or the measures of all validation rows so far
     */
    default void onBeforeLogMetrics(FoldMoment at, Role role, SortedMap<String, Double> metrics) {}

    default void onValidationStartPerFold(FoldMoment at) {}

    /** @param metrics the epoch's measures on the fold's validation rows */
    default void onValidationEndPerFold(FoldMoment at, SortedMap<String, Double> metrics) {}

    /**
     * @param index the batch's number, from 0
     * @param rows rows in it; up to 4,096, however large training batches are
     */
    default void onValidationBatchStartPerFold(FoldMoment at, int index, int rows) {}

    /**
     * @param index the batch's number, from 0
     * @param rows rows in it
     */
    default void onValidationBatchEndPerFold(FoldMoment at, int index, int rows) {}
}
