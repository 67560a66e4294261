package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrPiece;
import io.foldsync.history.LrShape;
import java.util.List;

/**
 * A learning rate that falls as half a cosine: {@code min + (lr - min) (1 + cos(π t / epochs)) / 2}, and {@code min} from
 * then on. As PyTorch's {@code CosineAnnealingLR}, except that the latter rises again. Source: Loshchilov and Hutter 2017, "SGDR:
 * Stochastic gradient descent with warm restarts", equation 5, without restarts.
 *
 * @param epochs the fall takes, at least 1
 * @param min the end, from 0 to {@code lr}
 */
public record CosineLr(double lr, int epochs, double min) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public CosineLr {
        new Check("training.schedule.cosine")
                .above0("lr", lr)
                .atLeast(1, "epochs", epochs)
                .that(min >= 0 && min <= lr, "minLr", min, "a number from 0 to the learning rate " + lr)
                .done();
    }

    /** Down to 0. */
    public static CosineLr of(double lr, int epochs) {
        return new CosineLr(lr, epochs, 0);
    }

    @Override
    public double lr(int epoch, History history) {
        return within(epoch, history).at(0);
    }

    @Override
    public LrShape within(int epoch, History history) {
        return LrShape.of(List.of(new LrPiece(0, epochs, LrPiece.Curve.COSINE, lr, min)), epoch);
    }
}
