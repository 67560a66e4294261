package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;

/**
 * Where the folds of a run live, and the jobs that need them: at most one task a slot, each for the folds that live
 * there.
 *
 * <p>No job has a task more than the executors have slots, so that none queues behind another where an idle executor
 * could take it and would replay its folds. A lost executor's folds move, and those alone.
 */
final class SeatedFolds {
    /** What a task brings home, and from where. */
    private record Met<R extends Serializable>(Place place, R value) implements Serializable {}

    /** The work of a task; travels. */
    interface Work<T, R> extends Serializable {
        R on(T task);
    }

    private final SparkContext context;
    private final Supplier<Map<Place, Integer>> slots;
    private final List<List<Integer>> teams;
    private List<List<Integer>> groups;
    private List<Place> seats;

    /**
     * @param teams the folds that must stay together
     * @param slots how many tasks each living executor can run at a time; asked before every job, and never empty
     */
    SeatedFolds(SparkContext context, List<List<Integer>> teams, Supplier<Map<Place, Integer>> slots) {
        this.context = context;
        this.slots = slots;
        this.teams = teams;
        Map<Place, Integer> offered = slots.get();
        int total = offered.values().stream().mapToInt(Integer::intValue).sum();
        this.groups = Placement.groups(teams, total);
        this.seats = Placement.seat(Collections.nCopies(groups.size(), null), offered);
    }

    /** The executors the folds live on, with repetitions. */
    List<Place> places() {
        return seats;
    }

    /**
     * Runs one job and brings its results home, in no order that a caller should rely on.
     *
     * @param where what runs, for errors, such as {@code epoch 3}
     * @param task the task for some folds
     * @throws FoldSyncException when a task met a fault, or Spark gave a task up
     */
    <T extends Serializable, R extends Serializable> List<R> run(
            String where, Function<List<Integer>, T> task, Work<T, TaskOutcome<R>> work) {
        List<Share> shares = shares();
        List<Met<TaskOutcome<R>>> all = guarded(
                where,
                () -> PlacedTasks.run(
                        context, tasks(shares, task), places(shares), one -> new Met<>(Place.here(), work.on(one))));
        Map<Integer, Place> met = new HashMap<>();
        List<R> values = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Place place = all.get(i).place();
            shares.get(i).folds().forEach(fold -> met.put(fold, place));
            values.add(all.get(i).value().orThrow());
        }
        seats = groups.stream().map(group -> met.get(group.get(0))).toList();
        return values;
    }

    /** The tasks as a dataset with one partition a task, each in a {@link Parcel}; run its job {@link #guarded}. */
    <T extends Serializable> JavaRDD<byte[]> tasks(Function<List<Integer>, T> task) {
        List<Share> shares = shares();
        return PlacedTasks.of(context, tasks(shares, task), places(shares));
    }

    /**
     * What {@code job} gives.
     *
     * @throws FoldSyncException when Spark gave a task up, because its executor was lost too often
     */
    static <V> V guarded(String where, Callable<V> job) {
        try {
            return job.call();
        } catch (SparkException e) { // checked, which Scala does not declare
            throw FoldSyncException.of(
                            ErrorCode.FOLD_LOST,
                            where,
                            "Spark gave up: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            "every fold to get through within spark.task.maxFailures attempts",
                            "Look at the executors' logs: an executor that is killed again and again often needs more"
                                    + " spark.executor.memoryOverhead.")
                    .causedBy(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Share> shares() {
        Map<Place, Integer> living = slots.get();
        Regrouping regrouped = Regrouping.of(groups, seats, living, teams);
        groups = regrouped.groups();
        seats = Placement.seat(regrouped.seats(), living);
        return Placement.shares(groups, seats, living);
    }

    private static <T> List<T> tasks(List<Share> shares, Function<List<Integer>, T> task) {
        return shares.stream().map(share -> task.apply(share.folds())).toList();
    }

    private static List<Place> places(List<Share> shares) {
        return shares.stream().map(Share::place).toList();
    }
}
