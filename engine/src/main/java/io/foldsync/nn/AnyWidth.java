package io.foldsync.nn;

/**
 * A layer whose text is the same for one model and for many: elementwise, or a composition whose parts know for
 * themselves. It owns no arrays of its own.
 */
public interface AnyWidth extends Layer {

    @Override
    default Signal emitStacked(Emitter to, Signal x) {
        return emit(to, x);
    }
}
