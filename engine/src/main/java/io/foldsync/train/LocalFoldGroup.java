package io.foldsync.train;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * All folds in threads of this JVM, taking {@link Turns}: one fold in at most one thread at a time, one native thread a
 * fold.
 */
public final class LocalFoldGroup implements FoldGroup {
    private final int folds;
    private final IntFunction<FoldSession> sessions;
    private final Consumer<FoldTiming> timings;
    private final int threads;
    private final ExecutorService pool;

    /**
     * @param sessions gives fold i's session, the same one every time; whoever made the sessions closes them
     * @param threads how many folds train at a time
     * @param timings is told how long each epoch of each fold took
     */
    public LocalFoldGroup(int folds, int threads, IntFunction<FoldSession> sessions, Consumer<FoldTiming> timings) {
        this.folds = folds;
        this.sessions = sessions;
        this.timings = timings;
        this.threads = Math.min(folds, threads);
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(this.threads, work -> {
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
        List<FoldEpoch> epochs = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            epochs.add(sessions.apply(fold).begin(order));
        }
        Turns turns = new Turns(epochs);
        List<Future<?>> working = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            working.add(pool.submit(turns::work));
        }
        working.forEach(LocalFoldGroup::join);
        List<EpochReport> reports = new ArrayList<>();
        for (FoldEpoch epoch : epochs) {
            timings.accept(epoch.timing());
            reports.add(epoch.report());
        }
        return new Round(order, reports);
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
     * Waits for folds that still train, as they do when another fold has failed: an epoch is one native call, which
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
