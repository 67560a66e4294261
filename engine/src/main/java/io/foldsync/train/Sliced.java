package io.foldsync.train;

/** Work that is done slice by slice, each in one thread, though not always the same. */
interface Sliced {

    /** How much is left, in any unit that all works which take {@link Turns} share; 0 when done. */
    double left();

    boolean done();

    /** Does the next slice. */
    void advance();
}
