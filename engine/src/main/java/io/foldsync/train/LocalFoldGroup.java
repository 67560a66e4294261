package io.foldsync.train;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All folds in threads of this JVM, taking {@link Turns}: one fold in at most one thread at a time, one native thread a
 * fold.
 */
public final class LocalFoldGroup implements FoldGroup {
    private final int folds;
    private final IntFunction<FoldSession> sessions;
    private final Consumer<FoldTiming> timings;
    private final DeviceShare share;
    private final List<FoldTeam> teams = new ArrayList<>();
    private boolean teamed;
    private final ExecutorService pool;

    /**
     * @param sessions gives fold i's session; with fewer resident folds than there are, it may bring the fold in and
     *     another out. Whoever made the sessions closes them
     * @param timings is told how long each epoch of each fold took
     */
    public LocalFoldGroup(
            int folds, DeviceShare share, IntFunction<FoldSession> sessions, Consumer<FoldTiming> timings) {
        this.folds = folds;
        this.share = share;
        this.sessions = sessions;
        this.timings = timings;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(Math.min(folds, share.threads()), work -> {
            Thread thread = new Thread(work, "foldsync-fold-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int folds() {
        return folds;
    }

    @Override
    public Round trainEpoch(EpochOrder order) {
        List<EpochReport> reports = new ArrayList<>();
        int from = 0;
        while (from < folds) {
            int to = from + Math.min(share.resident(), folds - from);
            reports.addAll(wave(from, to, order));
            from = to;
        }
        reports.sort(Comparator.comparingInt(EpochReport::fold));
        return new Round(order, reports);
    }

    /** Folds that are on the device together train one epoch. */
    private List<EpochReport> wave(int from, int to, EpochOrder order) {
        List<FoldSession> all = IntStream.range(from, to).mapToObj(sessions).toList();
        team(all);
        List<TeamEpoch> together = teams.stream().map(team -> team.begin(order)).toList();
        List<FoldEpoch> alone = all.stream()
                .filter(session -> teams.stream().noneMatch(team -> team.has(session)))
                .map(session -> session.begin(order))
                .toList();
        work(Stream.concat(together.stream(), alone.stream()).toList());
        List<EpochReport> reports = new ArrayList<>();
        for (TeamEpoch epoch : together) {
            epoch.timings().forEach(timings);
            reports.addAll(epoch.reports());
        }
        for (FoldEpoch epoch : alone) {
            timings.accept(epoch.timing());
            reports.add(epoch.report());
        }
        return reports;
    }

    /** Puts folds side by side, once: they stay what they are as long as the group lives. */
    private void team(List<FoldSession> all) {
        if (share.width() > 1 && !teamed) {
            teams.addAll(FoldTeam.of(all, share.width()));
            teamed = true;
        }
    }

    private void work(List<Sliced> epochs) {
        Turns turns = new Turns(epochs);
        List<Future<?>> working = new ArrayList<>();
        for (int thread = 0; thread < Math.min(folds, share.threads()); thread++) {
            working.add(pool.submit(turns::work));
        }
        working.forEach(LocalFoldGroup::join);
    }

    private static void join(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw FoldSyncException.interrupted("training", e);
        }
    }

    /**
     * Waits for folds that still train, as they do when another fold has failed: a slice is one native call, which
     * cannot be interrupted, and whoever closes the sessions next would take their memory away under it.
     */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        teams.forEach(FoldTeam::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
