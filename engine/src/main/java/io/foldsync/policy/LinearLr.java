package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrPiece;
import io.foldsync.history.LrShape;
import java.util.List;

/**
 * A learning rate on a straight line from {@code lr · startFactor} to {@code lr · endFactor}, where it stays. As PyTorch's
 * {@code LinearLR}; with {@code endFactor} 1 it is a warm-up.
 *
 * @param startFactor at the beginning, 0 or more
 * @param endFactor after {@code epochs}, 0 or more
 * @param epochs the way takes, at least 1
 */
public record LinearLr(double lr, double startFactor, double endFactor, int epochs) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public LinearLr {
        new Check("training.schedule.linear")
                .above0("lr", lr)
                .atLeast0("startFactor", startFactor)
                .atLeast0("endFactor", endFactor)
                .atLeast(1, "epochs", epochs)
                .done();
    }

    /** From {@code lr · startFactor} up to {@code lr}. */
    public static LinearLr warmUp(double lr, double startFactor, int epochs) {
        return new LinearLr(lr, startFactor, 1, epochs);
    }

    @Override
    public double lr(int epoch, History history) {
        return within(epoch, history).at(0);
    }

    @Override
    public LrShape within(int epoch, History history) {
        return LrShape.of(
                List.of(new LrPiece(0, epochs, LrPiece.Curve.LINEAR, lr * startFactor, lr * endFactor)), epoch);
    }
}
