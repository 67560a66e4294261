package io.foldsync.train;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.policy.LrPlan;
import io.foldsync.policy.StopPlan;
import io.foldsync.policy.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How training goes on over the epochs: how long, at which learning rates, and what ends it.
 *
 * @param epochs the most epochs to train
 * @param batchRows b, rows a batch
 * @param schedule of the learning rate; empty: the optimizer's in every step
 * @param stops what may end it before the last epoch, the first with a reason wins
 * @param watch what schedule and stops watch unless they say otherwise
 * @param restoreBest by what the best epoch is chosen, whose networks and measures are the result; empty: the last epoch's are
 * @param validateEvery validate after every so many epochs, and after the last
 * @param limits how much of its rows a fold takes
 */
public record Course(
        int epochs,
        int batchRows,
        Optional<LrPlan> schedule,
        List<StopPlan> stops,
        Watch watch,
        Optional<Watch> restoreBest,
        int validateEvery,
        Limits limits) {
    private static final int QUICK_BATCHES = 3;

    /** @throws FoldSyncException when a number is out of range */
    public Course {
        stops = List.copyOf(stops);
        atLeastOne("training.batchRows", batchRows);
        atLeastOne("training.epochs", epochs);
        atLeastOne("training.validateEvery", validateEvery);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE, key, String.valueOf(value), "1 or more", "Raise " + key + ".");
        }
    }

    /** 20 epochs in batches of 64 rows, at the optimizer's learning rate, to the end. */
    public static Course defaults() {
        return new Course(20, 64, Optional.empty(), List.of(), Watch.LOSS, Optional.empty(), 1, Limits.NONE);
    }

    /** With another number of epochs. */
    public Course withEpochs(int other) {
        return new Course(other, batchRows, schedule, stops, watch, restoreBest, validateEvery, limits);
    }

    /** With batches of another size. */
    public Course withBatchRows(int other) {
        return new Course(epochs, other, schedule, stops, watch, restoreBest, validateEvery, limits);
    }

    /** With a schedule of the learning rate. */
    public Course withSchedule(LrPlan other) {
        return new Course(epochs, batchRows, Optional.of(other), stops, watch, restoreBest, validateEvery, limits);
    }

    /** With one more reason to stop, after those before it. */
    public Course withStop(StopPlan stop) {
        List<StopPlan> more = new ArrayList<>(stops);
        more.add(stop);
        return new Course(epochs, batchRows, schedule, more, watch, restoreBest, validateEvery, limits);
    }

    /** With something else to watch. */
    public Course withWatch(Watch other) {
        return new Course(epochs, batchRows, schedule, stops, other, restoreBest, validateEvery, limits);
    }

    /** With the best epoch's networks and measures as the result, by {@code what}. */
    public Course withRestoreBest(Watch what) {
        return new Course(epochs, batchRows, schedule, stops, watch, Optional.of(what), validateEvery, limits);
    }

    /** With validation after every so many epochs only. */
    public Course withValidateEvery(int other) {
        return new Course(epochs, batchRows, schedule, stops, watch, restoreBest, other, limits);
    }

    /** With some batches only. */
    public Course withLimits(Limits other) {
        return new Course(epochs, batchRows, schedule, stops, watch, restoreBest, validateEvery, other);
    }

    /** One epoch of three batches, validated on three: everything runs once, and no number means anything. */
    public Course fastDevRun() {
        BatchLimit few = BatchLimit.of(QUICK_BATCHES);
        return withEpochs(1).withLimits(new Limits(few, few));
    }
}
