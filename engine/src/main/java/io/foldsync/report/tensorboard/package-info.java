/**
 * Event files that TensorBoard reads, written by hand: {@link io.foldsync.report.tensorboard.TensorBoardLogger} says what
 * is shown where, {@code Event} encodes the few protocol buffer messages that takes, {@code EventFile} frames them.
 *
 * <p>Imports what {@code report} may. Start with {@code TensorBoardLogger}.
 */
@NullMarked
package io.foldsync.report.tensorboard;

import org.jspecify.annotations.NullMarked;
