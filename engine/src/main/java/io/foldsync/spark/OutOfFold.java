package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.data.Target;
import io.foldsync.metric.Predictions;
import io.foldsync.train.FoldSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Out-of-fold predictions as rows: every row of the data, predicted by the one network that never learned from it.
 *
 * <p>Classes: {@code id string, fold int, label string, prediction string, probability array<double>} with one
 * probability a class, in the order of the result's class list. Labels: {@code label array<string>, prediction
 * array<string>, probability array<double>} with one probability a label, in the order of the result's label list. Numbers:
 * {@code label double, prediction double}.
 */
final class OutOfFold {
    private OutOfFold() {}

    /** The columns for a target. */
    static StructType schema(Target target) {
        StructType keys =
                new StructType().add("id", DataTypes.StringType, false).add("fold", DataTypes.IntegerType, false);
        DataType label =
                switch (target.kind()) {
                    case CLASSES -> DataTypes.StringType;
                    case LABELS -> DataTypes.createArrayType(DataTypes.StringType, false);
                    case NUMBERS -> DataTypes.DoubleType;
                };
        StructType predicted = keys.add("label", label, false).add("prediction", label, false);
        return target.kind() == Target.Kind.NUMBERS
                ? predicted
                : predicted.add("probability", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    }

    /** One fold's validation rows, in the data table's order, with their {@link FoldOrder} keys. */
    static List<Tuple2<Long, Row>> rows(int fold, FoldSession session) {
        DeviceTable table = session.table();
        int[] indices = session.validationRows();
        List<Tuple2<Long, Row>> rows = new ArrayList<>(indices.length);
        session.predict(indices, (batch, from) -> {
            for (int i = 0; i < batch.rows(); i++) {
                String key = table.key(indices[from + i]);
                rows.add(new Tuple2<>(
                        FoldOrder.key(fold, from + i),
                        row(key, fold, batch, i, table.card().target())));
            }
        });
        return rows;
    }

    private static Row row(String key, int fold, Predictions batch, int row, Target target) {
        if (target instanceof Target.Classes classes) {
            return classified(key, fold, batch, row, classes.names());
        } else if (target instanceof Target.Labels labels) {
            return labelled(key, fold, batch, row, labels.names());
        }
        return RowFactory.create(key, fold, (double) batch.targets()[row], (double) batch.outputs()[row]);
    }

    static Row labelled(String key, int fold, Predictions batch, int row, List<String> names) {
        String[] label = named(names, c -> batch.hasLabel(row, c));
        String[] predicted = named(names, c -> batch.predictsLabel(row, c));
        Double[] probability = new Double[names.size()];
        for (int c = 0; c < probability.length; c++) {
            probability[c] = sigmoid(batch.output(row, c));
        }
        return RowFactory.create(key, fold, label, predicted, probability);
    }

    static double sigmoid(double output) {
        return 1 / (1 + StrictMath.exp(-output));
    }

    private static String[] named(List<String> names, IntPredicate which) {
        return IntStream.range(0, names.size())
                .filter(which)
                .mapToObj(names::get)
                .toArray(String[]::new);
    }

    static Row classified(String key, int fold, Predictions batch, int row, List<String> names) {
        Double[] probability = softmax(batch.outputs(), row, batch.classes());
        // by the outputs, as the metrics decide: outputs that differ may have equal probabilities
        String predicted = names.get(batch.predictedClass(row));
        return RowFactory.create(key, fold, names.get((int) batch.targets()[row]), predicted, probability);
    }

    /** One row's probabilities from raw outputs {@code [rows, c]}. */
    static Double[] softmax(float[] outputs, int row, int c) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < c; j++) {
            max = Math.max(max, outputs[row * c + j]);
        }
        double total = 0;
        double[] scaled = new double[c];
        for (int j = 0; j < c; j++) {
            scaled[j] = StrictMath.exp(outputs[row * c + j] - max);
            total += scaled[j];
        }
        Double[] probability = new Double[c];
        for (int j = 0; j < c; j++) {
            probability[j] = scaled[j] / total;
        }
        return probability;
    }
}
