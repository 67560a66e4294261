package io.foldsync.policy;

/**
 * The best epoch so far.
 *
 * @param epoch the epoch, from 0; the earliest among equals
 * @param value the measure's cross-fold mean in it, a finite number
 */
public record Best(int epoch, double value) {}
