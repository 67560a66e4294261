package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.FoldGroup;
import io.foldsync.train.FoldSession;
import io.foldsync.train.LocalFoldGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;

/**
 * The fold group that suits the master, with the places its folds live in. On {@code local[*]} masters folds train in
 * threads of this JVM and no Spark job runs in an epoch; elsewhere they train on executors.
 */
final class Folds implements AutoCloseable {
    private final FoldGroup group;
    private final SeatedFolds seated;
    private final SparkContext context;
    private final SharedRecipe recipe;
    private boolean closed;

    private Folds(FoldGroup group, SeatedFolds seated, SparkContext context, SharedRecipe recipe) {
        this.group = group;
        this.seated = seated;
        this.context = context;
        this.recipe = recipe;
    }

    /** @param past the orders that the folds have followed already, when they go on from a checkpoint */
    static Folds open(SparkContext context, RunRecipe run, Duration patience, List<EpochOrder> past, FoldNews news) {
        SharedRecipe recipe = SharedRecipe.of(context, run);
        try {
            return open(context, run, recipe, patience, past, news);
        } catch (RuntimeException e) {
            ResidentRuns.evict(run.runId());
            recipe.destroy();
            throw e;
        }
    }

    private static Folds open(
            SparkContext context,
            RunRecipe run,
            SharedRecipe recipe,
            Duration patience,
            List<EpochOrder> past,
            FoldNews news) {
        if (!context.isLocal()) {
            SparkFoldGroup spread = new SparkFoldGroup(context, recipe, patience, past, news);
            return new Folds(spread, spread.seated(), context, recipe);
        }
        ResidentRun resident = ResidentRuns.of(run);
        String device = TaskDevice.choose(run.device().choice());
        int folds = run.fold().split().folds();
        DeviceShare share = resident.share(device, LocalThreads.of(context.master())); // before anybody else asks
        TaskFolds all = resident.task(IntStream.range(0, folds).boxed().toList(), device);
        for (int fold = 0; fold < folds && !past.isEmpty(); fold++) {
            all.use(fold, past, FoldSession::epochs); // here already when its first turn comes
        }
        resident.recoveries().forEach(news::recovered);
        FoldGroup threads = new LocalFoldGroup(folds, share, fold -> resident.session(fold, device), news::timed);
        Map<Place, Integer> slots = Map.of(Place.here(), LocalThreads.of(context.master()));
        List<List<Integer>> teams =
                Placement.teams(folds, Math.max(share.width(), run.device().width()));
        return new Folds(threads, new SeatedFolds(context, teams, () -> slots), context, recipe);
    }

    FoldGroup group() {
        return group;
    }

    SharedRecipe recipe() {
        return recipe;
    }

    /** Where the folds live, for jobs that need their sessions. */
    SeatedFolds seated() {
        return seated;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        group.close();
        if (!(group instanceof SparkFoldGroup)) {
            ResidentRuns.evict(recipe.value().runId());
            if (!context.isStopped()) {
                recipe.destroy();
            }
        }
    }
}
