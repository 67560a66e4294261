package io.foldsync.policy;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;

/** The same learning rate in every epoch. */
public record ConstantLr(double lr) implements LrSchedule {

    /** @throws FoldSyncException when {@code lr} is not a positive finite number */
    public ConstantLr {
        new Check("training").above0("lr", lr).done();
    }

    @Override
    public double lr(int epoch, History history) {
        return lr;
    }
}
