package io.foldsync.loop;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

    /** The same loop, which also stops when {@code also} has a reason; its own reasons come first. */
    default Loop<P> until(Function<? super P, Optional<StopReason>> also) {
        return new Wrapped<>(this, progress -> done(progress).or(() -> also.apply(progress)), this::advance);
    }

    /** The same loop with another step, which may take this loop's {@link #advance} into its middle. */
    default Loop<P> advancing(UnaryOperator<P> step) {
        return new Wrapped<>(this, this::done, step);
    }

    /** The same loop, whose progress is shown to {@code watcher} after every step. */
    default Loop<P> watched(Consumer<? super P> watcher) {
        return advancing(progress -> {
            P next = advance(progress);
            watcher.accept(next);
            return next;
        });
    }

    /** The same loop, shown to somebody from beginning to end. */
    default Loop<P> watched(LoopWatcher<P> watcher) {
        return new WatchedLoop<>(this, watcher);
    }
}
