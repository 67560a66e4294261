package io.foldsync.policy;

import io.foldsync.history.History;
import java.util.List;

/**
 * Several schedules of the same {@code lr} at once: their factors multiply, {@code lr · Π (lr_i(t) / lr)}. As PyTorch's
 * {@code ChainedScheduler} over schedules that multiply.
 *
 * @param lr the learning rate that all of them are relative to
 * @param schedules at least one
 */
public record ChainedLr(double lr, List<LrSchedule> schedules) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public ChainedLr {
        schedules = List.copyOf(schedules);
        new Check("training.schedule.chained")
                .above0("lr", lr)
                .that(!schedules.isEmpty(), "schedules", schedules, "at least one")
                .done();
    }

    @Override
    public double lr(int epoch, History history) {
        double product = lr;
        for (LrSchedule schedule : schedules) {
            product *= schedule.lr(epoch, history) / lr;
        }
        return product;
    }
}
