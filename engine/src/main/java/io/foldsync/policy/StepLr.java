package io.foldsync.policy;

import io.foldsync.history.History;

/**
 * A learning rate that falls in equal stairs: {@code lr · factor^⌊t / every⌋}. As PyTorch's {@code StepLR}.
 *
 * @param every epochs on one stair, at least 1
 * @param factor from one stair to the next, above 0
 */
public record StepLr(double lr, int every, double factor) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public StepLr {
        new Check("training.schedule.step")
                .above0("lr", lr)
                .atLeast(1, "every", every)
                .above0("factor", factor)
                .done();
    }

    @Override
    public double lr(int epoch, History history) {
        return lr * StrictMath.pow(factor, Math.floorDiv(epoch, every));
    }
}
