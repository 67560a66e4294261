package io.foldsync.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import io.foldsync.spark.data.SparkFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Writes predicted rows: a directory with {@code predictions.parquet} or {@code predictions.csv}, and {@code _SUCCESS}. */
public enum AnswerFiles {
    /** All columns, as they are. */
    PARQUET,

    /**
     * With a header. Probabilities become a column a class, {@code probability_<class>}; columns that are no texts, numbers,
     * truth values or times are left out.
     */
    CSV;

    private static final Set<String> TOLD_IN_TEXT = Set.of(
            "string",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "date",
            "timestamp",
            "timestamp_ntz");

    /**
     * Scores the rows and writes them; what is unfinished is removed again.
     *
     * @param predicted what a {@link Predictor} gave
     * @param classes of the model, in the order of its probabilities
     * @param directory does not exist yet, on any Hadoop file system
     * @throws io.foldsync.error.FoldSyncException {@code OUTPUT_EXISTS}, {@code OUTPUT_UNWRITABLE}; and what is wrong with a
     *     row that cannot be scored
     */
    public void write(Dataset<Row> predicted, List<String> classes, String directory) {
        Dataset<Row> rows = this == CSV ? predicted.select(told(predicted.schema(), classes)) : predicted;
        String name = "predictions." + name().toLowerCase(Locale.ROOT);
        try (OutputDirectory output = OutputDirectory.claim(
                directory, predicted.sparkSession().sparkContext().hadoopConfiguration(), Resume.NEVER)) {
            SparkFaults.surfaced(() -> {
                rows.write()
                        .format(name().toLowerCase(Locale.ROOT))
                        .option("header", true)
                        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false) // ours comes last
                        .save(output.staging(name).toString());
                return name;
            });
            output.publish(output.staging(name), name);
            output.succeed();
        }
    }

    private static Column[] told(StructType schema, List<String> classes) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            Column column = col("`" + field.name().replace("`", "``") + "`");
            if (field.name().equals(Predictor.PROBABILITY)) {
                for (int c = 0; c < classes.size(); c++) {
                    columns.add(column.getItem(c).as(Predictor.PROBABILITY + "_" + classes.get(c)));
                }
            } else if (field.name().equals(Predictor.PREDICTION)
                    && field.dataType().simpleString().equals("array<string>")) {
                columns.add(concat_ws(";", column).as(Predictor.PREDICTION));
            } else if (field.dataType().simpleString().startsWith("decimal")
                    || TOLD_IN_TEXT.contains(field.dataType().simpleString())) {
                columns.add(column);
            }
        }
        return columns.toArray(Column[]::new);
    }
}
