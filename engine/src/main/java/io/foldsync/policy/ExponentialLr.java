package io.foldsync.policy;

import io.foldsync.history.History;

/**
 * A learning rate multiplied in every epoch: {@code lr · factor^t}. As PyTorch's {@code ExponentialLR}.
 *
 * @param factor above 0
 */
public record ExponentialLr(double lr, double factor) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public ExponentialLr {
        new Check("training.schedule.exponential")
                .above0("lr", lr)
                .above0("factor", factor)
                .done();
    }

    @Override
    public double lr(int epoch, History history) {
        return lr * StrictMath.pow(factor, epoch);
    }
}
