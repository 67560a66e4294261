package io.foldsync.loop;

/** How a loop ended: its last progress and why it went no further. */
public record Finished<P>(P progress, StopReason reason) {}
