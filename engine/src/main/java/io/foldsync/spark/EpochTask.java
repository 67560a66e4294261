package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * One task of an epoch's job: the folds of one slot train one epoch, in turns on the cores of the task.
 *
 * @param past the orders of all epochs before, so that a fold whose session was lost can be replayed
 */
record EpochTask(List<Integer> folds, List<EpochOrder> past, EpochOrder order) implements Serializable {

    /** What the slot's folds report. */
    record Met(ArrayList<EpochReport> reports, ArrayList<FoldTiming> timings) implements Serializable {}

    /** Runs on the executor. */
    TaskOutcome<Met> run(RunRecipe recipe) {
        return TaskOutcome.of(() -> {
            TaskFolds here = ResidentRuns.of(recipe)
                    .task(folds, TaskDevice.choose(recipe.device().choice()));
            ArrayList<FoldTiming> timings = new ArrayList<>();
            int cores = TaskContext.get().cpus();
            return new Met(
                    new ArrayList<>(here.train(past, order, cores, timing -> timings.add(here(timing)))), timings);
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
