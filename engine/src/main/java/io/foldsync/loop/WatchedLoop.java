package io.foldsync.loop;

import java.util.Optional;

/** A loop that is shown to somebody. */
record WatchedLoop<P>(Loop<P> loop, LoopWatcher<P> watcher) implements Loop<P> {

    @Override
    public P reset() {
        return loop.reset();
    }

    @Override
    public Optional<StopReason> done(P progress) {
        return loop.done(progress);
    }

    @Override
    public P advance(P progress) {
        watcher.advancing(progress);
        P after = loop.advance(progress);
        watcher.advanced(progress, after);
        return after;
    }

    @Override
    public Finished<P> run(P progress) {
        watcher.started(progress);
        Finished<P> finished = Loop.super.run(progress);
        watcher.finished(finished);
        return finished;
    }
}
