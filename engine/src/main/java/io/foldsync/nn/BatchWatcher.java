package io.foldsync.nn;

/** Is shown every batch of a training pass, moment by moment; watches and changes nothing. */
public interface BatchWatcher {
    /** Nobody. */
    static BatchWatcher nobody() {
        return new BatchWatcher() {};
    }

    /** Before the way forward. */
    default void batchStart(BatchView batch) {}

    /** The loss is known, its gradients are not. */
    default void beforeBackward(BatchView batch) {}

    /** The gradients are known. */
    default void afterBackward(BatchView batch) {}

    /** The gradients of all rows since the last step are known; not called for a batch after which there is no step. */
    default void beforeOptimizerStep(BatchView batch) {}

    /** The weights have moved; the gradients are let go of next. */
    default void beforeZeroGrad(BatchView batch) {}

    /** All is done; what the batch measured is counted next. */
    default void beforeLogMetrics(BatchView batch) {}

    /** After everything. */
    default void batchEnd(BatchView batch) {}
}
