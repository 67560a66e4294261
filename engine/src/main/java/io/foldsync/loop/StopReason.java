package io.foldsync.loop;

import java.io.Serializable;

/**
 * Why a loop ended.
 *
 * @param code a stable name in snake case: {@code epochs_done}, {@code patience_exceeded}, {@code not_finite}
 * @param text the reason for people, with its numbers
 */
public record StopReason(String code, String text) implements Serializable {}
