package io.foldsync.train;

/**
 * Where and when a fold is being watched.
 *
 * @param epoch from 0
 * @param lr the epoch's learning rate
 * @param device {@code cpu}, or {@code cuda:0} and so on
 */
public record FoldMoment(int fold, int epoch, double lr, String device) {}
