package io.foldsync.spark;

import static org.apache.spark.sql.functions.col;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.data.RowFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag$;

/**
 * Predicts with one network of a {@link TrainedModel}, or with several that answer together. Rows are scored where they
 * are, partition by partition, in batches.
 */
public final class Predictor {
    /** The column of the answer. */
    public static final String PREDICTION = "prediction";

    /** The column of the probabilities, for classes. */
    public static final String PROBABILITY = "probability";

    private static final String FEATURES = "foldsync.features";

    private final TrainedModel model;
    private final List<String> members;
    private final List<String> columns;
    private final DeviceChoice device;

    Predictor(TrainedModel model, List<String> members, List<String> columns, DeviceChoice device) {
        this.model = model;
        this.members = List.copyOf(members);
        this.columns = List.copyOf(columns);
        this.device = device;
    }

    /** The same on another device; by default the GPU a task was given, else the CPU. */
    public Predictor device(DeviceChoice choice) {
        return new Predictor(model, members, columns, choice);
    }

    /** The same for rows whose features are in other columns than those of the training rows; in feature order. */
    public Predictor features(List<String> others) {
        return new Predictor(model, members, others, device);
    }

    /** The networks that answer. */
    public List<String> members() {
        return members;
    }

    /**
     * The rows with all their columns, and an answer: for classes {@code prediction string}, the class with the highest
     * mean probability, and {@code probability array<double>}, in the order of {@link TrainedModel#classes()}; for numbers
     * {@code prediction double}, the mean. Lazy: a row that cannot be scored fails the job that reads it.
     *
     * @throws FoldSyncException {@code DATA_COLUMN} when feature columns are missing or hold no numbers, or the columns of
     *     the answer are there already
     */
    public Dataset<Row> predict(Dataset<Row> rows) {
        return predict(rows, PREDICTION, PROBABILITY);
    }

    /** As {@link #predict(Dataset)}, with other names for the columns of the answer. */
    public Dataset<Row> predict(Dataset<Row> rows, String prediction, String probability) {
        ModelCard card = model.card();
        RowFeatures features = RowFeatures.of(columns, rows.schema());
        StructType schema = rows.schema();
        Answers answers = new Answers(card.predicted());
        for (var added : answers.schema(prediction, probability).fields()) {
            requireNew(rows, added.name());
            schema = schema.add(added);
        }
        List<Column> all = new ArrayList<>();
        Arrays.stream(rows.columns())
                .map(name -> col("`" + name.replace("`", "``") + "`"))
                .forEach(all::add);
        all.add(features.packed().as(FEATURES));
        return rows.select(all.toArray(Column[]::new))
                .mapPartitions(scoring(rows.sparkSession().sparkContext(), features), Encoders.row(schema));
    }

    private static void requireNew(Dataset<Row> rows, String name) {
        if (Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase)) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_COLUMN,
                    "column '" + name + "'",
                    "the rows have one already",
                    "a name for the answer that is free",
                    "Rename or drop the column.");
        }
    }

    private PartitionScoring scoring(SparkContext context, RowFeatures features) {
        TreeMap<String, Broadcast<byte[]>> files = new TreeMap<>();
        model.files().forEach((name, content) -> {
            if (wanted(name)) {
                files.put(name, context.broadcast(content, ClassTag$.MODULE$.apply(byte[].class)));
            }
        });
        return new PartitionScoring(
                files, new ArrayList<>(members), new ArrayList<>(features.columns()), features.bytes(), device);
    }

    /** Whether an executor needs the file: other networks' weights stay here. */
    private boolean wanted(String file) {
        return model.card().members().stream()
                .filter(member ->
                        member.weights().equals(file) || member.scaling().equals(file))
                .allMatch(member -> members.contains(member.name()));
    }
}
