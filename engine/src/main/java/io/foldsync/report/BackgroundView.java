package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a view from a thread of its own, in order. The run's thread only lays what happened into a queue of bounded length;
 * at the run's end it waits until the view has seen everything, but no longer than it was told to.
 */
final class BackgroundView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundView.class);
    static final int MOST_WAITING = 1000;

    private final RunView view;
    private final String name;
    private final Duration patience;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private @Nullable Thread thread;
    private boolean givenUp;
    private boolean over; // seen and set by the view's thread alone
    private long dropped;

    BackgroundView(RunView view, Duration patience) {
        this.view = view.unfailing();
        this.name = view.getClass().getSimpleName();
        this.patience = patience;
    }

    @Override
    public void writingTo(RunFolder folder) {
        mustTell(() -> view.writingTo(folder));
    }

    @Override
    public void started(RunHeader header) {
        mustTell(() -> view.started(header));
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        List<FoldTiming> then = List.copyOf(timings);
        if (!givenUp && !waiting.offer(() -> view.met(round, then)) && dropped++ == 0) {
            LOG.warn(
                    "{} is {} meetings behind; those that follow are left out until it catches up", name, MOST_WAITING);
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        mustTell(() -> view.finished(history, reason));
    }

    @Override
    public void completed(RunRecord run) {
        mustTell(() -> view.completed(run));
        end();
    }

    @Override
    public void failed(Throwable cause) {
        boolean interrupted = Thread.interrupted(); // a run that was interrupted still says so; a second time ends it
        mustTell(() -> view.failed(cause));
        end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is said once in a run finds a place even behind a queue that is full, if one comes free in time. */
    private void mustTell(Runnable call) {
        if (givenUp) {
            return;
        }
        start();
        try {
            if (!waiting.offer(call, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                giveUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
        }
    }

    private void start() {
        if (thread == null) {
            thread = new Thread(this::callInOrder, "foldsync-logger-" + name);
            thread.setDaemon(true); // a driver that has ended does not wait for a log
            thread.start();
        }
    }

    private void callInOrder() {
        try {
            while (!over) {
                waiting.take().run();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was told to stop", name, e);
        }
    }

    private void end() {
        mustTell(() -> over = true);
        Thread running = thread;
        if (givenUp || running == null) {
            return;
        }
        try {
            running.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            giveUp();
        } else if (dropped > 0) {
            LOG.warn("{} could not follow: {} meetings are missing in what it wrote", name, dropped);
        }
    }

    private void giveUp() {
        givenUp = true;
        LOG.warn(
                "{} has not caught up within {}; what it has not seen is lost to it, and the run goes on",
                name,
                patience);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
