package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A view that cannot make a run fail: after its first failure it is logged once and left alone. */
final class UnfailingView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(UnfailingView.class);

    private final RunView view;
    private boolean broken;

    UnfailingView(RunView view) {
        this.view = view;
    }

    @Override
    public void started(RunHeader header) {
        guard(() -> view.started(header));
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        guard(() -> view.met(round, timings));
    }

    @Override
    public void finished(History history, StopReason reason) {
        guard(() -> view.finished(history, reason));
    }

    @Override
    public void writingTo(RunFolder folder) {
        guard(() -> view.writingTo(folder));
    }

    @Override
    public void completed(RunRecord run) {
        guard(() -> view.completed(run));
    }

    @Override
    public void failed(Throwable cause) {
        guard(() -> view.failed(cause));
    }

    private void guard(Runnable call) {
        if (broken) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) { // LinkageError: a user's view compiled against other classes
            broken = true;
            LOG.warn(
                    "the view {} failed and is switched off; the run goes on",
                    view.getClass().getName(),
                    e);
        }
    }
}
