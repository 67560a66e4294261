package io.foldsync.policy;

/**
 * The best epoch so far.
 *
 * @param epoch the epoch, from 0; the earliest among equals
 * @param value the measure in it as viewed, such as its mean over folds; a finite number
 */
public record Best(int epoch, double value) {}
