package io.foldsync.nn;

import io.foldsync.random.Seed;
import java.io.Serializable;

/**
 * What one batch does to a network; an extension point. A recipe: small, serializable, and without a memory of its own,
 * since a fold that is lost is had again by doing the same steps. What must be remembered belongs to the network or its
 * optimizer.
 *
 * <p>A user's own step is a class with a public constructor without arguments, or one that takes a
 * {@code Map<String, String>} of the configuration's options.
 */
public interface TrainStep extends Serializable {
    /** Forward, backward, step: what every network does unless told otherwise, to the bit. */
    static TrainStep standard() {
        return new StandardStep();
    }

    /** Trains on one batch. */
    void train(Batch batch);

    /**
     * The rows of the fold's training part on which to train; the others are {@link Batch#heldBack}. By default all.
     *
     * @param rows ascending
     * @param seed the fold's own; the same in every epoch
     */
    default int[] kept(int[] rows, Seed seed) {
        return rows;
    }

    /** A line for people and manifests. */
    default String describe() {
        return getClass().getSimpleName();
    }
}
