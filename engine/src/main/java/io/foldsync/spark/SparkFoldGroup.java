package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.Round;
import io.foldsync.train.FoldGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All folds on the executors of a cluster: one Spark job an epoch, one task a slot, every fold's session resident on the
 * executor that trained it last, which the next task asks for by name.
 *
 * <p>A task that runs elsewhere after all (its executor is gone) restores its folds from the last checkpoint and replays
 * the epochs since; nothing else is done again. Needs no barrier, no plugin and no fixed number of executors.
 */
final class SparkFoldGroup implements FoldGroup {
    private static final Logger LOG = LoggerFactory.getLogger(SparkFoldGroup.class);

    private final SparkContext context;
    private final SharedRecipe recipe;
    private final ExecutorSlots slots;
    private final FoldNews news;
    private final SeatedFolds seated;
    private final List<EpochOrder> past = new ArrayList<>();

    SparkFoldGroup(
            SparkContext context, SharedRecipe recipe, Duration patience, List<EpochOrder> followed, FoldNews news) {
        this.context = context;
        this.recipe = recipe;
        this.news = news;
        this.past.addAll(followed);
        this.slots = new ExecutorSlots(context);
        slots.await(patience);
        this.seated = new SeatedFolds(
                context, Placement.teams(folds(), recipe.value().device().width()), () -> {
                    Map<Place, Integer> living = slots.now();
                    return living.isEmpty() ? slots.await(patience) : living;
                });
    }

    @Override
    public int folds() {
        return recipe.value().fold().split().folds();
    }

    /** Where the folds live. */
    SeatedFolds seated() {
        return seated;
    }

    @Override
    public Round trainEpoch(EpochOrder order) {
        SharedRecipe shared = recipe;
        List<EpochOrder> before = List.copyOf(past);
        List<EpochReport> reports = new ArrayList<>();
        context.setJobDescription("epoch " + order.epoch() + ": all " + folds() + " folds");
        try {
            for (EpochTask.Met met : seated.<EpochTask, EpochTask.Met>run(
                    "epoch " + order.epoch(),
                    folds -> new EpochTask(folds, before, order),
                    task -> task.run(shared.value()))) {
                reports.addAll(met.reports());
                met.timings().forEach(news::timed);
                met.recoveries().forEach(news::recovered);
            }
        } finally {
            context.setJobDescription(null);
        }
        past.add(order);
        return new Round(order, reports);
    }

    /**
     * Lets go of the run on every living executor, since a speculative or retried task may have been on any. Never fails:
     * the results are safe by then, and what cannot be reached dies with its executor.
     */
    @Override
    public void close() {
        if (context.isStopped()) {
            return;
        }
        try {
            String runId = recipe.value().runId();
            Set<Place> reachable = new LinkedHashSet<>(seated.places());
            reachable.addAll(slots.now().keySet());
            List<Place> places = List.copyOf(reachable);
            PlacedTasks.run(context, places, places, place -> ResidentRuns.evict(runId));
            recipe.destroy();
        } catch (Exception e) { // Spark throws checked exceptions that Java does not see
            LOG.warn("folds could not be let go of on all executors", e);
        }
    }
}
