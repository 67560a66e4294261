package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.FoldTiming;
import io.foldsync.train.FoldGroup;
import io.foldsync.train.LocalFoldGroup;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;

/**
 * The fold group that suits the master, with the places its folds live in. On {@code local[*]} masters folds train in
 * threads of this JVM and no Spark job runs in an epoch; elsewhere they train on executors.
 */
final class Folds implements AutoCloseable {
    private final FoldGroup group;
    private final SparkContext context;
    private final SharedRecipe recipe;

    private Folds(FoldGroup group, SparkContext context, SharedRecipe recipe) {
        this.group = group;
        this.context = context;
        this.recipe = recipe;
    }

    static Folds open(SparkContext context, RunRecipe run, Duration patience, Consumer<FoldTiming> timings) {
        SharedRecipe recipe = SharedRecipe.of(context, run);
        try {
            return open(context, run, recipe, patience, timings);
        } catch (RuntimeException e) {
            ResidentRuns.evict(run.runId());
            recipe.destroy();
            throw e;
        }
    }

    private static Folds open(
            SparkContext context, RunRecipe run, SharedRecipe recipe, Duration patience, Consumer<FoldTiming> timings) {
        if (!context.isLocal()) {
            return new Folds(new SparkFoldGroup(context, recipe, patience, timings), context, recipe);
        }
        ResidentRun resident = ResidentRuns.of(run);
        String device = TaskDevice.chooseLocal(run.device().choice());
        int folds = run.fold().split().folds();
        FoldGroup threads = new LocalFoldGroup(
                folds,
                resident.share(device, LocalThreads.of(context.master())),
                fold -> resident.session(fold, device),
                timings);
        return new Folds(threads, context, recipe);
    }

    FoldGroup group() {
        return group;
    }

    SharedRecipe recipe() {
        return recipe;
    }

    /** The executor each fold lives on, fold by fold. */
    List<Place> places() {
        return group instanceof SparkFoldGroup spread
                ? spread.places()
                : Collections.nCopies(group.folds(), Place.here());
    }

    /** One harvest task a fold, for the state after {@code past}. */
    List<HarvestTask> harvest(List<EpochOrder> past, IntFunction<String> modelFile) {
        return IntStream.range(0, group.folds())
                .mapToObj(fold -> new HarvestTask(fold, past, modelFile.apply(fold)))
                .toList();
    }

    @Override
    public void close() {
        group.close();
        if (!(group instanceof SparkFoldGroup)) {
            ResidentRuns.evict(recipe.value().runId());
            if (!context.isStopped()) {
                recipe.destroy();
            }
        }
    }
}
