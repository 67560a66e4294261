package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.util.List;

/** Tells several views, in their order; none can keep the others from being told. */
final class RunViews implements RunView {
    private final List<RunView> views;

    RunViews(List<RunView> views) {
        this.views = views.stream().map(RunView::unfailing).toList();
    }

    @Override
    public void writingTo(RunFolder folder) {
        views.forEach(view -> view.writingTo(folder));
    }

    @Override
    public void started(RunHeader header) {
        views.forEach(view -> view.started(header));
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        views.forEach(view -> view.met(round, timings));
    }

    @Override
    public void finished(History history, StopReason reason) {
        views.forEach(view -> view.finished(history, reason));
    }

    @Override
    public void completed(RunRecord run) {
        views.forEach(view -> view.completed(run));
    }

    @Override
    public void failed(Throwable cause) {
        views.forEach(view -> view.failed(cause));
    }
}
