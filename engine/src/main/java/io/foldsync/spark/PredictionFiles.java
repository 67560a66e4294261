package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes out-of-fold predictions as {@code predictions.parquet/part-0000i.parquet}, one file a fold.
 *
 * <p>Spark names its files with a random id; here they are named by fold, so that equal runs leave equal files, name for
 * name and byte for byte.
 */
final class PredictionFiles {
    private static final String NAME = "predictions.parquet";

    private PredictionFiles() {}

    /** Writes partition i as fold i's file and returns the files as a dataset. */
    static Dataset<Row> write(SparkSession spark, JavaRDD<Row> rows, StructType schema, OutputDirectory output) {
        Path staged = output.staging(NAME);
        spark.createDataFrame(rows, schema)
                .write()
                .mode(SaveMode.Overwrite)
                .option("compression", "snappy")
                .parquet(staged.toString());
        try {
            for (FileStatus file : output.files().listStatus(staged)) {
                String name = file.getPath().getName();
                boolean renamed = name.startsWith("part-")
                        ? output.files().rename(file.getPath(), new Path(staged, name.substring(0, 10) + ".parquet"))
                        : output.files().delete(file.getPath(), true);
                if (!renamed) {
                    throw new IOException(file.getPath() + " could not be renamed");
                }
            }
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.OUTPUT_UNWRITABLE,
                            "output " + staged,
                            String.valueOf(e.getMessage()),
                            "to name the prediction files",
                            "Check space and permissions of the output directory.")
                    .causedBy(e);
        }
        output.publish(staged, NAME);
        return spark.read().schema(schema).parquet(new Path(output.root(), NAME).toString());
    }

    /** The rows held by the driver, for runs that keep no files. */
    static Dataset<Row> hold(SparkSession spark, JavaRDD<Row> rows, StructType schema) {
        List<Row> held = rows.collect();
        return spark.createDataFrame(held, schema);
    }
}
