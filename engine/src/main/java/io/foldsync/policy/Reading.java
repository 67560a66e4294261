package io.foldsync.policy;

/**
 * What a monitor read in one epoch.
 *
 * @param epoch the epoch, from 0
 * @param value the measure as viewed; may be not finite
 */
public record Reading(int epoch, double value) {}
