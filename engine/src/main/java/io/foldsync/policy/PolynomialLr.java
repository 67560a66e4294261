package io.foldsync.policy;

import io.foldsync.history.History;

/**
 * A learning rate that falls to 0 as a power: {@code lr · (1 - t / epochs)^power}, and 0 from then on. As PyTorch's
 * {@code PolynomialLR}.
 *
 * @param epochs after which it is 0, at least 1
 * @param power above 0; 1 for a straight line
 */
public record PolynomialLr(double lr, int epochs, double power) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public PolynomialLr {
        new Check("training.schedule.polynomial")
                .above0("lr", lr)
                .atLeast(1, "epochs", epochs)
                .above0("power", power)
                .done();
    }

    @Override
    public double lr(int epoch, History history) {
        return lr * StrictMath.pow(1 - Math.min(1, (double) epoch / epochs), power);
    }
}
