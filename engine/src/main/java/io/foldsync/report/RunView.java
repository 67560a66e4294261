package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.PrintStream;
import java.util.List;

/**
 * Watches a run on the driver; an extension point. A view returns nothing and decides nothing. Called from one thread:
 * {@code started} once, {@code met} after every meeting, {@code finished} once unless the run fails.
 */
public interface RunView {

    /** The run begins, or goes on from a history that this view has not seen. */
    void started(RunHeader header);

    /**
     * All folds have met.
     *
     * @param timings of this round's folds, in any order; empty when nobody measured
     */
    void met(Round round, List<FoldTiming> timings);

    /** The run has ended. */
    void finished(History history, StopReason reason);

    /** This view behind a guard: the first exception it throws is logged, and the view is not called again. */
    default RunView unfailing() {
        return new UnfailingView(this);
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
