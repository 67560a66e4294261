package io.foldsync.train;

/** The moments of a fold's epoch at which a {@link FoldCallback} may be called. */
public enum FoldHook {
    /** In every epoch, before the fold's first training batch. */
    ON_TRAIN_EPOCH_START_PER_FOLD(false),
    /** In every epoch, after the fold's last training batch. */
    ON_TRAIN_EPOCH_END_PER_FOLD(false),
    /** Before anything is done with a training batch. */
    ON_TRAIN_BATCH_START_PER_FOLD(true),
    /** After everything has been done with a training batch. */
    ON_TRAIN_BATCH_END_PER_FOLD(true),
    /** The batch's loss is known. */
    ON_BEFORE_BACKWARD(true),
    /** The batch's gradients are known. */
    ON_AFTER_BACKWARD(true),
    /** The optimizer steps next: once for all batches that make a step. */
    ON_BEFORE_OPTIMIZER_STEP(true),
    /** The optimizer has stepped; the gradients are let go of next. */
    ON_BEFORE_ZERO_GRAD(true),
    /** A batch, of training or validation rows, is about to be counted. */
    ON_BEFORE_LOG_METRICS(true),
    /** In every epoch, before the fold's first validation batch. */
    ON_VALIDATION_START_PER_FOLD(false),
    /** In every epoch, after the fold's last validation batch. */
    ON_VALIDATION_END_PER_FOLD(false),
    /** Before a validation batch is measured. */
    ON_VALIDATION_BATCH_START_PER_FOLD(false),
    /** After a validation batch has been measured. */
    ON_VALIDATION_BATCH_END_PER_FOLD(false);

    private final boolean inTrainingBatch;

    FoldHook(boolean inTrainingBatch) {
        this.inTrainingBatch = inTrainingBatch;
    }

    /** Whether it lies within a training batch, so that steps must be taken in parts. */
    public boolean inTrainingBatch() {
        return inTrainingBatch;
    }
}
