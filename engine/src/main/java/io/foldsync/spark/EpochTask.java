package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One task of an epoch's job: the folds of one slot train one epoch, one after another.
 *
 * @param past the orders of all epochs before, so that a fold whose session was lost can be restored and replayed
 */
record EpochTask(List<Integer> folds, List<EpochOrder> past, EpochOrder order) implements Serializable {

    /** What the slot's folds report. */
    record Met(ArrayList<EpochReport> reports, ArrayList<FoldTiming> timings, ArrayList<FoldRecovery> recoveries)
            implements Serializable {}

    /** Runs on the executor. */
    TaskOutcome<Met> run(RunRecipe recipe) {
        return TaskOutcome.of(() -> {
            ResidentRun run = ResidentRuns.of(recipe);
            String device = TaskDevice.choose(recipe.device().choice());
            Met met = new Met(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int fold : folds) {
                met.reports().add(run.train(fold, past, order, device, timing -> met.timings()
                        .add(here(timing))));
            }
            met.recoveries().addAll(run.recoveries());
            return met;
        });
    }

    private static FoldTiming here(FoldTiming timing) {
        return new FoldTiming(
                timing.fold(),
                timing.epoch(),
                timing.trainSeconds(),
                timing.validateSeconds(),
                timing.trainRows(),
                Place.here() + " " + timing.place());
    }
}
