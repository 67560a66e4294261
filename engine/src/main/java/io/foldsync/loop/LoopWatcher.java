package io.foldsync.loop;

/**
 * Is shown what a loop does; watches and never steers.
 *
 * @param <P> the loop's progress
 */
public interface LoopWatcher<P> {

    /** Before the first step of a run, which may go on from some progress. */
    default void started(P progress) {}

    /** Before every step. */
    default void advancing(P progress) {}

    /** After every step. */
    default void advanced(P before, P after) {}

    /** After the last step; not called when a step throws. */
    default void finished(Finished<P> finished) {}
}
