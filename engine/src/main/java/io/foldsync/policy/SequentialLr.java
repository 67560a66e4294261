package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrShape;
import java.util.List;

/**
 * One schedule after the other, each counting epochs from its own beginning. As PyTorch's {@code SequentialLR}.
 *
 * @param milestones the epochs at which the second and every further schedule begins, ascending; one less than schedules
 */
public record SequentialLr(List<LrSchedule> schedules, List<Integer> milestones) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public SequentialLr {
        schedules = List.copyOf(schedules);
        milestones = List.copyOf(milestones);
        new Check("training.schedule.sequential")
                .that(!schedules.isEmpty(), "schedules", schedules, "at least one")
                .that(
                        milestones.size() == schedules.size() - 1
                                && (milestones.isEmpty() || MultiStepLr.ascend(milestones)),
                        "milestones",
                        milestones,
                        "epochs from 1 on, ascending, one less than schedules")
                .done();
    }

    /** A straight way up from {@code lr · startFactor} to {@code lr} in so many epochs, then another schedule. */
    public static SequentialLr warmUp(double lr, double startFactor, int epochs, LrSchedule then) {
        return new SequentialLr(List.of(LinearLr.warmUp(lr, startFactor, epochs), then), List.of(epochs));
    }

    @Override
    public double lr(int epoch, History history) {
        int turn = turn(epoch);
        return schedules.get(turn).lr(epoch - begin(turn), history);
    }

    @Override
    public LrShape shape(int epoch, History history) {
        int turn = turn(epoch);
        return schedules.get(turn).shape(epoch - begin(turn), history);
    }

    @Override
    public LrShape within(int epoch, History history) {
        int turn = turn(epoch);
        return schedules.get(turn).within(epoch - begin(turn), history);
    }

    private int turn(int epoch) {
        return (int) milestones.stream().filter(milestone -> milestone <= epoch).count();
    }

    private int begin(int turn) {
        return turn == 0 ? 0 : milestones.get(turn - 1);
    }
}
