package io.foldsync.loop;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A loop that begins as another, with an end or a step of its own. */
record Wrapped<P>(Loop<P> inner, Function<P, Optional<StopReason>> end, UnaryOperator<P> step) implements Loop<P> {

    @Override
    public P reset() {
        return inner.reset();
    }

    @Override
    public Optional<StopReason> done(P progress) {
        return end.apply(progress);
    }

    @Override
    public P advance(P progress) {
        return step.apply(progress);
    }
}
