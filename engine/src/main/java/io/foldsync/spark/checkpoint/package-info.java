/**
 * Checkpoints: all state of all folds after some epoch, in files that outlive driver and executors.
 *
 * <p>In reading order: {@link io.foldsync.spark.checkpoint.CheckpointPlan} says when to write one and which to keep;
 * {@link io.foldsync.spark.checkpoint.CheckpointFolder} is where they lie, each complete once its
 * {@link io.foldsync.spark.checkpoint.CheckpointCard} is there; {@link io.foldsync.spark.checkpoint.Resumption} finds the
 * one a run goes on from; {@link io.foldsync.spark.checkpoint.SavedFolds} brings back a single fold, where it trains.
 *
 * <p>Imports Hadoop file systems, Jackson, {@code data}, {@code history}, {@code policy} and {@code error}; Spark itself
 * is known to the package above.
 */
@NullMarked
package io.foldsync.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
