/**
 * Data in: from a file or any DataFrame to packed part shards on a Hadoop file system.
 *
 * <p>In reading order: {@link io.foldsync.spark.data.DataSource} makes a DataFrame of CSV, JSON, Parquet, LIBSVM or IDX
 * files; {@link io.foldsync.spark.data.TableSpec} says which column does which job; {@code Table} checks and freezes the
 * rows; {@code SparkSurvey} answers a splitter's questions about them; {@link io.foldsync.spark.data.Sharding} deals them
 * to parts and writes them once; {@link io.foldsync.spark.data.LocalShards} makes them files of an executor's own disk.
 * Who only wants a fold column takes {@link io.foldsync.spark.data.FoldAssignment}.
 *
 * <p>Imports Spark, Hadoop file systems, {@code data}, {@code fold}, {@code random} and {@code error}.
 */
@NullMarked
package io.foldsync.spark.data;

import org.jspecify.annotations.NullMarked;
