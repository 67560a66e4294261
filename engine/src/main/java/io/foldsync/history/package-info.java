/**
 * What happened, as immutable values: an {@link io.foldsync.history.EpochReport} is one fold's epoch, a
 * {@link io.foldsync.history.Round} is that epoch of all folds, checked complete, and a
 * {@link io.foldsync.history.History} is all rounds so far. Progress is a value: resuming is starting from one. No clock
 * times live in them, so that equal work gives equal histories; a {@link io.foldsync.history.FoldTiming} travels beside.
 * Imports {@code metric} and the JDK.
 */
@NullMarked
package io.foldsync.history;

import org.jspecify.annotations.NullMarked;
