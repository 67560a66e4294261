/**
 * Every fold trains one epoch; all folds meet; what they bring to the meeting decides the next epoch.
 *
 * <p>{@link io.foldsync.train.EpochLoop} is that sentence. It runs on the driver over a
 * {@link io.foldsync.train.FoldGroup}, which is all folds of one cross-validation wherever they train; a
 * {@link io.foldsync.train.FoldSession} is one fold's live network, and lives where it trains. Imports {@code nn},
 * {@code data}, {@code policy}, {@code history}, {@code metric}, {@code fold}, {@code loop}, {@code random} and
 * {@code error}; knows nothing of Spark.
 */
@NullMarked
package io.foldsync.train;

import org.jspecify.annotations.NullMarked;
