package io.foldsync.nn;

import java.io.Serializable;

/**
 * One layer of a network's recipe; an extension point. A layer checks the shape that reaches it and writes what it does
 * as TorchScript into an {@link Emitter}.
 *
 * <p>Layers hold no weights: they are small values that travel. Most networks need no new layer, only a composition of
 * those here ({@link Sequential}, {@link Residual}).
 */
public interface Layer extends Serializable {

    /**
     * Writes this layer's program text.
     *
     * @param to where parameters, buffers and statements go; knows whether this is the training or the evaluation text
     * @param x what reaches the layer
     * @return what leaves it, with the shape of one row
     * @throws io.foldsync.error.FoldSyncException {@code NETWORK_SHAPE} if {@code x} has a shape that does not fit
     */
    Signal emit(Emitter to, Signal x);

    /**
     * Writes this layer's text for w models of one shape at once; signals and arrays as in {@link Emitter}. What each
     * model computes must be what {@link #emit} writes for it, to rounding.
     *
     * <p>Unless overridden, the text of one model is repeated for each, which is always right, and slower on a device
     * that waits for launches.
     */
    default Signal emitStacked(Emitter to, Signal x) {
        return to.eachModel(this, x);
    }
}
