package io.foldsync.spark;

/** What a run does with an output directory in which another was begun and has not finished. */
public enum Resume {
    /** Refuses it, as it refuses every directory that holds something. */
    NEVER,
    /** Goes on from its newest whole checkpoint; anew where there is none, or no such directory. */
    AUTO
}
