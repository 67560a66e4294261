package io.foldsync.train;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Folds that take turns on threads, so that all threads end together: a free thread always goes on with the fold that has
 * most left to do. The last fold ends after {@code max(the longest fold, all work / threads)} and at most one slice more,
 * the least that is possible. Source: McNaughton 1959, "Scheduling with deadlines and loss functions", theorem 3.1.
 */
final class Turns {
    static final Comparator<Sliced> MOST_LEFT_FIRST =
            Comparator.comparingDouble(Sliced::left).reversed();

    private final PriorityQueue<Sliced> waiting = new PriorityQueue<>(MOST_LEFT_FIRST);
    private int unfinished;
    private boolean failed;

    Turns(Collection<? extends Sliced> epochs) {
        waiting.addAll(epochs);
        unfinished = epochs.size();
    }

    /**
     * Works until every fold is done or one has failed; for any number of threads at a time.
     *
     * @throws InterruptedException when the thread is asked to stop; after the slice it is in, and all others stop too
     */
    @Nullable
    Void work() throws InterruptedException {
        boolean worked = false;
        try {
            Sliced work = next();
            while (work != null) {
                work.advance();
                work = swap(work);
            }
            worked = true;
        } finally {
            if (!worked) {
                fail();
            }
        }
        return null;
    }

    private synchronized @Nullable Sliced next() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (waiting.isEmpty() && unfinished > 0 && !failed) {
            wait();
        }
        return failed ? null : waiting.poll();
    }

    private synchronized @Nullable Sliced swap(Sliced work) throws InterruptedException {
        if (work.done()) {
            unfinished--;
        } else {
            waiting.add(work);
        }
        notifyAll();
        return next();
    }

    private synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
