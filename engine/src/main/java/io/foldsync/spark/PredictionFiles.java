package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes out-of-fold predictions as {@code predictions.parquet/part-0000i.parquet}, one file a fold.
 *
 * <p>Spark names its files with a random id, and Parquet's footers differ from JVM to JVM; here files are named by fold and
 * made canonical, so that equal runs leave equal files, name for name and byte for byte.
 */
final class PredictionFiles {
    private static final String NAME = "predictions.parquet";
    private static final int NUMBERED = "part-00000".length();

    private PredictionFiles() {}

    /** Writes partition i as fold i's file and returns the files as a dataset. */
    static Dataset<Row> write(SparkSession spark, JavaRDD<Row> rows, StructType schema, OutputDirectory output) {
        Path drafts = output.staging("predictions.drafts");
        Path staged = output.staging(NAME);
        spark.createDataFrame(rows, schema)
                .write()
                .mode(SaveMode.Overwrite)
                .option("compression", "snappy")
                .option("maxRecordsPerFile", 0) // a session's own limit would cut folds, and pieces share one name
                .parquet(drafts.toString());
        canonical(spark.sparkContext(), names(output, drafts), drafts, staged);
        output.publish(staged, NAME);
        return spark.read().schema(schema).parquet(new Path(output.root(), NAME).toString());
    }

    private static List<String> names(OutputDirectory output, Path drafts) {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus file : output.files().listStatus(drafts)) {
                if (file.getPath().getName().startsWith("part-")) {
                    names.add(file.getPath().getName());
                }
            }
            return names;
        } catch (IOException e) {
            throw unwritable(drafts, e);
        }
    }

    private static void canonical(SparkContext context, List<String> names, Path drafts, Path staged) {
        SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
        String from = drafts.toString();
        String to = staged.toString();
        PlacedTasks.<String, TaskOutcome<String>>runAnywhere(
                        context,
                        names,
                        name -> TaskOutcome.of(() -> canonical(name, new Path(from), new Path(to), hadoop)))
                .forEach(TaskOutcome::orThrow);
    }

    private static String canonical(String name, Path drafts, Path staged, SerializableConfiguration hadoop) {
        Path file = new Path(staged, name.substring(0, NUMBERED) + ".parquet");
        Path part = new Path(
                staged.getParent(),
                file.getName() + ".attempt-" + TaskContext.get().taskAttemptId());
        try {
            var files = OutputFiles.of(file, hadoop.value());
            CanonicalParquet.copy(files, new Path(drafts, name), part);
            files.delete(file, false);
            files.mkdirs(file.getParent()); // HDFS renames into no directory that is not there
            if (!files.rename(part, file)) {
                throw new IOException("rename of " + part + " refused");
            }
            return name;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static FoldSyncException unwritable(Path path, IOException e) {
        return FoldSyncException.of(
                        ErrorCode.OUTPUT_UNWRITABLE,
                        "output " + path,
                        String.valueOf(e.getMessage()),
                        "to write the predictions",
                        "Check space and permissions of the output directory.")
                .causedBy(e);
    }

    /** The rows held by the driver, for runs that keep no files. */
    static Dataset<Row> hold(SparkSession spark, JavaRDD<Row> rows, StructType schema) {
        List<Row> held = rows.collect();
        return spark.createDataFrame(held, schema);
    }
}
