/**
 * FoldSync on Apache Spark: the only package that imports it. {@link io.foldsync.spark.CrossValidation} is the way in: a
 * {@code Dataset<Row>} is dealt to folds, sharded and shipped once, trained in one Spark job an epoch by sessions that
 * stay on their executors, and reduced to a {@link io.foldsync.spark.CrossValidationResult}.
 *
 * <p>Reading order: {@code CrossValidation}, {@code SparkFoldGroup}, {@code ResidentRun}, then {@code spark.data}.
 */
@NullMarked
package io.foldsync.spark;

import org.jspecify.annotations.NullMarked;
