package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrPiece;
import io.foldsync.history.LrShape;
import java.util.List;

/**
 * Half a cosine from {@code lr} to {@code min} again and again. As PyTorch's {@code CosineAnnealingWarmRestarts}. Source:
 * Loshchilov and Hutter 2017, "SGDR: Stochastic gradient descent with warm restarts", equation 5.
 *
 * @param first epochs of the first fall, at least 1; {@code T_0}
 * @param growth how many times longer each fall is than the one before, at least 1; {@code T_mult}
 * @param min the end of each, from 0 to {@code lr}
 */
public record WarmRestartsLr(double lr, int first, int growth, double min) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public WarmRestartsLr {
        new Check("training.schedule.warmRestarts")
                .above0("lr", lr)
                .atLeast(1, "first", first)
                .atLeast(1, "growth", growth)
                .that(min >= 0 && min <= lr, "minLr", min, "a number from 0 to the learning rate " + lr)
                .done();
    }

    @Override
    public double lr(int epoch, History history) {
        return within(epoch, history).at(0);
    }

    @Override
    public LrShape within(int epoch, History history) {
        long begin = 0;
        long length = first;
        while (begin + length <= epoch) {
            begin += length;
            length *= growth;
        }
        return LrShape.of(List.of(new LrPiece(begin, begin + length, LrPiece.Curve.COSINE, lr, min)), epoch);
    }
}
