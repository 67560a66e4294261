package io.foldsync.spark;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import java.util.List;

/** Watches and says nothing. */
final class SilentView implements RunView {
    @Override
    public void started(RunHeader header) {}

    @Override
    public void met(Round round, List<FoldTiming> timings) {}

    @Override
    public void finished(History history, StopReason reason) {}
}
