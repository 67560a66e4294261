package io.foldsync.train;

import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which folds take {@link Turns}: one fold in at most one of them at a time, one native thread a fold. A
 * single one is the caller's own. Used by one thread.
 */
public final class FoldThreads implements AutoCloseable {
    private final int threads;
    private final @Nullable ExecutorService pool;

    /** @param threads at least 1 */
    public FoldThreads(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads, work -> {
                    Thread thread = new Thread(work, "foldsync-fold-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Works until all is done.
     *
     * @throws FoldSyncException {@code INTERRUPTED} when the calling thread is asked to stop; {@link #close} then waits for
     *     slices under way
     */
    void work(List<Sliced> epochs) {
        Turns turns = new Turns(epochs);
        if (pool == null) {
            try {
                turns.work();
            } catch (InterruptedException e) {
                throw FoldSyncException.interrupted("training", e);
            }
            return;
        }
        List<Future<?>> working = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            working.add(pool.submit(turns::work));
        }
        working.forEach(FoldThreads::join);
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
     * Stops after the slices under way, as there are when a fold has failed or the caller was interrupted: a slice is one
     * native call, which cannot be interrupted, and whoever closes the sessions next would take their memory away under it.
     */
    @Override
    public void close() {
        if (pool == null) {
            return;
        }
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
