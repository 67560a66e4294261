package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import io.foldsync.train.FoldGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All folds on the executors of a cluster: one Spark job an epoch, one task a slot, every fold's session resident on the
 * executor that trained it last, which the next task asks for by name.
 *
 * <p>A task that runs elsewhere after all (its executor is gone) replays its folds from the seed; nothing else is done
 * again. Needs no barrier, no plugin and no fixed number of executors.
 */
final class SparkFoldGroup implements FoldGroup {
    private static final Logger LOG = LoggerFactory.getLogger(SparkFoldGroup.class);

    private final SparkContext context;
    private final SharedRecipe recipe;
    private final ExecutorSlots slots;
    private final Duration patience;
    private final Consumer<FoldTiming> timings;
    private final List<List<Integer>> groups;
    private final List<EpochOrder> past = new ArrayList<>();
    private List<Place> seats;

    SparkFoldGroup(SparkContext context, SharedRecipe recipe, Duration patience, Consumer<FoldTiming> timings) {
        this.context = context;
        this.recipe = recipe;
        this.patience = patience;
        this.timings = timings;
        this.slots = new ExecutorSlots(context);
        Map<Place, Integer> offered = slots.await(patience);
        int total = offered.values().stream().mapToInt(Integer::intValue).sum();
        this.groups = Placement.groups(folds(), total);
        this.seats = Placement.seat(Collections.nCopies(groups.size(), null), offered);
    }

    @Override
    public int folds() {
        return recipe.value().fold().split().folds();
    }

    /** The executor each fold was last seen on, fold by fold. */
    List<Place> places() {
        Place[] places = new Place[folds()];
        for (int group = 0; group < groups.size(); group++) {
            for (int fold : groups.get(group)) {
                places[fold] = seats.get(group);
            }
        }
        return List.of(places);
    }

    /** The orders followed so far. */
    private List<EpochOrder> past() {
        return List.copyOf(past);
    }

    @Override
    public Round trainEpoch(EpochOrder order) {
        Map<Place, Integer> living = slots.now();
        seats = Placement.seat(seats, living.isEmpty() ? slots.await(patience) : living);
        List<EpochTask> tasks = new ArrayList<>();
        for (List<Integer> folds : groups) {
            tasks.add(new EpochTask(folds, past(), order));
        }
        List<EpochReport> reports = new ArrayList<>();
        List<Place> reached = new ArrayList<>();
        for (TaskOutcome<EpochTask.Met> outcome : run(tasks, order)) {
            EpochTask.Met met = outcome.orThrow();
            reports.addAll(met.reports());
            met.timings().forEach(timings);
            reached.add(met.place());
        }
        seats = reached;
        past.add(order);
        return new Round(order, reports);
    }

    private List<TaskOutcome<EpochTask.Met>> run(List<EpochTask> tasks, EpochOrder order) {
        SharedRecipe shared = recipe;
        context.setJobDescription("epoch " + order.epoch() + ": all " + folds() + " folds");
        try {
            return PlacedTasks.run(context, tasks, seats, task -> task.run(shared.value()));
        } catch (Exception e) {
            throw lost(e, order);
        } finally {
            context.setJobDescription(null);
        }
    }

    private static RuntimeException lost(Exception e, EpochOrder order) {
        if (e instanceof SparkException) {
            return FoldSyncException.of(
                            ErrorCode.FOLD_LOST,
                            "epoch " + order.epoch(),
                            "Spark gave up: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            "every fold to train within spark.task.maxFailures attempts",
                            "Look at the executors' logs: an executor that is killed again and again often needs more"
                                    + " spark.executor.memoryOverhead.")
                    .causedBy(e);
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
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
            Set<Place> reachable = new LinkedHashSet<>(seats);
            reachable.addAll(slots.now().keySet());
            List<Place> places = List.copyOf(reachable);
            PlacedTasks.run(context, places, places, place -> ResidentRuns.evict(runId));
            recipe.destroy();
        } catch (Exception e) { // Spark throws checked exceptions that Java does not see
            LOG.warn("folds could not be let go of on all executors", e);
        }
    }
}
