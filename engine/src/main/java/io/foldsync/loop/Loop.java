package io.foldsync.loop;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something done step by step until there is a reason to stop.
 *
 * @param <P> progress: an immutable value that says all of what has happened
 */
public interface Loop<P> {

    /** The progress before the first step. */
    P reset();

    /** Why to stop at this progress, or empty to go on; a pure function. */
    Optional<StopReason> done(P progress);

    /** Does one step and returns the progress after it. */
    P advance(P progress);

    /** Runs from the start. */
    default Finished<P> run() {
        return run(reset());
    }

    /** Runs on from {@code progress}: a run cut in two is the same run. */
    default Finished<P> run(P progress) {
        Optional<StopReason> reason = done(progress);
        while (reason.isEmpty()) {
            progress = advance(progress);
            reason = done(progress);
        }
        return new Finished<>(progress, reason.get());
    }

    /** This loop, shown to somebody step by step. */
    default Loop<P> watched(LoopWatcher<P> watcher) {
        return new WatchedLoop<>(this, watcher);
    }

    /** This loop with one more reason to stop, asked after its own. */
    default Loop<P> until(Function<P, Optional<StopReason>> rule) {
        return new LimitedLoop<>(this, rule);
    }
}
