package io.foldsync.fold;

/** A run of consecutive ranks within one stratum that goes to one part. */
record Block(int part, long rows) {}
