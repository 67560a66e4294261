package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Files that make one table.
 *
 * @param paths files, folders or globs on any Hadoop file system, pooled in this order; for IDX the image files
 * @param labelPaths for IDX the label files, one an image file, in the same order; otherwise empty
 * @param options passed to Spark's reader, over the format's defaults; IDX has none
 */
public record DataSource(DataFormat format, List<String> paths, List<String> labelPaths, Map<String, String> options) {
    private static final int SMALL_FILES = 16;
    private static final long SMALL_BYTES = 4 << 20;

    public DataSource {
        paths = List.copyOf(paths);
        labelPaths = List.copyOf(labelPaths);
        options = Map.copyOf(options);
        if (paths.isEmpty()) {
            throw fault("no path", "at least one path", "Name the files to read (data.path).");
        }
        int expected = format == DataFormat.IDX ? paths.size() : 0;
        if (labelPaths.size() != expected) {
            throw fault(
                    labelPaths.size() + " label files beside " + paths.size() + " " + format + " paths",
                    expected + " label files",
                    "Give one label file for each IDX image file (data.labels), and none for other formats.");
        }
    }

    /** The files at {@code paths}, their format told by the first path's ending. */
    public static DataSource of(String... paths) {
        return new DataSource(DataFormat.ofPath(paths[0]), Arrays.asList(paths), List.of(), Map.of());
    }

    /** Image files and their label files, in the IDX format. */
    public static DataSource idx(List<String> images, List<String> labels) {
        return new DataSource(DataFormat.IDX, images, labels, Map.of());
    }

    public DataSource withFormat(DataFormat format) {
        return new DataSource(format, paths, labelPaths, options);
    }

    public DataSource withOptions(Map<String, String> options) {
        return new DataSource(format, paths, labelPaths, options);
    }

    /**
     * The rows, lazily, after a look at the files: every path must exist and be readable, and something be in them.
     *
     * @throws FoldSyncException for a path that is missing, unreadable or empty, and for content that is not the format
     */
    public Dataset<Row> read(SparkSession spark) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        ReadablePaths.check(hadoop, paths);
        ReadablePaths.check(hadoop, labelPaths);
        if (format == DataFormat.IDX) {
            return IdxImages.read(spark, paths, labelPaths);
        }
        Map<String, String> merged = new HashMap<>(format.defaultOptions());
        merged.putAll(options);
        Dataset<Row> rows = SparkFaults.surfaced(
                () -> spark.read().format(format.sparkName()).options(merged).load(paths.toArray(String[]::new)),
                this::unfit);
        if (Arrays.equals(rows.columns(), new String[] {"_corrupt_record"})) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_FORMAT,
                    String.join(", ", paths),
                    "no line that is a JSON object",
                    "one JSON object a line",
                    "Set the option multiLine: true if each file is one document.");
        }
        // Said here, as columns without a value have no type that fits anything; a type other than text was taken from
        // a row.
        if (format == DataFormat.CSV && allText(rows.schema()) && SparkFaults.surfaced(rows::isEmpty, this::unfit)) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_EMPTY,
                    String.join(", ", paths),
                    "0 rows",
                    "at least one row",
                    "Check what wrote the file, and the option header.");
        }
        return inOnePiece(rows, hadoop);
    }

    /** Rows of small files are put in one partition, over which sums and groups need no exchange: half as many stages. */
    private Dataset<Row> inOnePiece(Dataset<Row> rows, Configuration hadoop) {
        String[] files = rows.inputFiles();
        if (files.length > SMALL_FILES) {
            return rows;
        }
        long bytes = 0;
        try {
            for (String file : files) {
                Path path = new Path(URI.create(file));
                bytes += path.getFileSystem(hadoop).getFileStatus(path).getLen();
            }
        } catch (IOException failure) {
            throw unfit(failure);
        }
        return bytes <= SMALL_BYTES ? rows.coalesce(1) : rows;
    }

    private static boolean allText(StructType schema) {
        return Arrays.stream(schema.fields()).allMatch(field -> field.dataType() instanceof StringType);
    }

    private FoldSyncException unfit(Exception failure) {
        return FoldSyncException.of(
                ErrorCode.DATA_FORMAT,
                String.join(", ", paths),
                SparkFaults.rootMessage(failure),
                "files in the format " + format,
                "Check the files, data.format and data.options.");
    }

    private static FoldSyncException fault(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CONFIG_CONFLICT, "data", found, expected, remedy);
    }
}
