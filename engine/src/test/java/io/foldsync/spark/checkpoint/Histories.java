package io.foldsync.spark.checkpoint;

import io.foldsync.history.History;

/** Histories for tests of other packages. */
public final class Histories {
    private Histories() {}

    /** So many epochs of so many folds, in which nothing is learned. */
    public static History of(int epochs, int folds) {
        return SmallRun.history(epochs, folds, epoch -> 1);
    }
}
