/**
 * What decides: stop rules, learning-rate schedules, and which epoch was best.
 *
 * <p>The law: <em>callbacks watch, rules decide.</em> A callback returns nothing and changes nothing. A rule is a pure
 * function of the {@link io.foldsync.history.History}: no clock, no random source, no file, no memory of its own, so that a
 * run resumed or replayed reaches the same answer. Rules are asked once an epoch, on the driver, for all folds together:
 * no single fold's luck stops a run.
 *
 * <p>Imports {@code history}, {@code loop}, {@code metric}, {@code stats}, {@code error} and the JDK. Start with
 * {@link io.foldsync.policy.StopRule}.
 */
@NullMarked
package io.foldsync.policy;

import org.jspecify.annotations.NullMarked;
