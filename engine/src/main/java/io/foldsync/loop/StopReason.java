package io.foldsync.loop;

import java.io.Serializable;

/**
 * Why a loop ended.
 *
 * @param code a stable name in snake case; those of the rules that come with FoldSync are {@code policy.StopCode}
 * @param text the reason for people, with its numbers
 */
public record StopReason(String code, String text) implements Serializable {}
