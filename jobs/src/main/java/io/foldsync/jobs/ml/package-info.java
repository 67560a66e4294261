/**
 * FoldSync as a stage of Spark ML: {@link io.foldsync.jobs.ml.FoldSyncEstimator} cross-validates and gives a
 * {@link io.foldsync.jobs.ml.FoldSyncModel}. Here and not in {@code spark}, because a stage is saved as text, and only
 * {@code jobs} knows how to read a network from text.
 */
@NullMarked
package io.foldsync.jobs.ml;

import org.jspecify.annotations.NullMarked;
