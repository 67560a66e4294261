package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Watches a run on the driver; an extension point. A view returns nothing and decides nothing. Called from one thread:
 * {@code writingTo} and {@code started} once, {@code met} after every meeting, {@code finished} once when training has come
 * to its end, and last of all either {@code completed} or {@code failed}.
 */
public interface RunView {

    /** Where the run's files appear; told before {@code started}. A view that keeps no files need not listen. */
    default void writingTo(RunFolder folder) {}

    /** The run begins, or goes on from a history that this view has not seen. */
    void started(RunHeader header);

    /**
     * All folds have met.
     *
     * @param timings of this round's folds, in any order; empty when nobody measured
     */
    void met(Round round, List<FoldTiming> timings);

    /** Training has ended; the results are yet to be brought in. */
    void finished(History history, StopReason reason);

    /** The results are in, and their files written. What a view writes to the folder now is part of the complete run. */
    default void completed(RunRecord run) {}

    /** The run ends without a result. */
    default void failed(Throwable cause) {}

    /** This view behind a guard: the first exception it throws is logged, and the view is not called again. */
    default RunView unfailing() {
        return new UnfailingView(this);
    }

    /**
     * This view on a thread of its own, behind a guard: the run does not wait for it but for {@code patience} at its very
     * end. When it falls a thousand meetings behind, those that follow are left out, and a warning says how many.
     */
    default RunView inBackground(Duration patience) {
        return new BackgroundView(this, patience);
    }

    /** Several views as one, each behind a guard of its own. */
    static RunView all(List<RunView> views) {
        return new RunViews(views);
    }

    /**
     * The view for people on {@code out}: redrawn in place on a terminal, one plain line a round otherwise; never fails.
     */
    static RunView on(PrintStream out) {
        Terminal terminal = Terminal.here();
        RunView view = terminal.redraws()
                ? new LiveView(out, terminal, System::nanoTime)
                : new PlainView(out, terminal, System::nanoTime);
        return view.unfailing();
    }
}
