package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrShape;

/**
 * A schedule with time running on from step to step: the rate of a step depends on the epoch and on the fraction of it that is
 * done, so that folds which differ in steps have the same rate at the same fraction. Straight lines, cosines and one-cycles
 * change from step to step then; schedules of stairs stay as they are.
 */
public record PerStep(LrSchedule schedule) implements LrSchedule {

    @Override
    public double lr(int epoch, History history) {
        return shape(epoch, history).at(0);
    }

    @Override
    public LrShape shape(int epoch, History history) {
        return schedule.within(epoch, history);
    }
}
