package io.foldsync.report;

import io.foldsync.policy.Best;
import io.foldsync.policy.Monitor;

/**
 * The epoch whose networks and measures are a run's result, where that is the best and not the last.
 *
 * @param monitor by what it was chosen
 * @param best the epoch, and what the monitor was in it
 */
public record Restored(Monitor monitor, Best best) {}
