package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * One task of an epoch's job: the folds of one slot train one epoch, in turns on the cores of the task.
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
            TaskFolds here = run.task(folds, TaskDevice.choose(recipe.device().choice()));
            ArrayList<FoldTiming> timings = new ArrayList<>();
            int cores = TaskContext.get().cpus();
            List<EpochReport> reports = here.train(past, order, cores, timing -> timings.add(here(timing)));
            return new Met(new ArrayList<>(reports), timings, new ArrayList<>(run.recoveries()));
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
