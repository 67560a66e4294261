package io.foldsync.loop;

import java.util.Optional;
import java.util.function.Function;

/** A loop with one more reason to stop. */
record LimitedLoop<P>(Loop<P> loop, Function<P, Optional<StopReason>> rule) implements Loop<P> {

    @Override
    public P reset() {
        return loop.reset();
    }

    @Override
    public Optional<StopReason> done(P progress) {
        return loop.done(progress).or(() -> rule.apply(progress));
    }

    @Override
    public P advance(P progress) {
        return loop.advance(progress);
    }
}
