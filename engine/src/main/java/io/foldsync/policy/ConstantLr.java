package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;

/** The same learning rate in every epoch. */
public record ConstantLr(double lr) implements LrSchedule {

    /** @throws FoldSyncException when {@code lr} is not a positive finite number */
    public ConstantLr {
        if (!(lr > 0) || Double.isInfinite(lr)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "training.lr",
                    String.valueOf(lr),
                    "a positive number",
                    "Choose a learning rate, for instance 0.001.");
        }
    }

    @Override
    public double lr(int epoch, History history) {
        return lr;
    }
}
