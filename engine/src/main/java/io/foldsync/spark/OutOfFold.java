package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.data.Target;
import io.foldsync.metric.Predictions;
import io.foldsync.train.FoldSession;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Out-of-fold predictions as rows: every row of the data, predicted by the one network that never learned from it.
 *
 * <p>Classes: {@code id string, fold int, label string, prediction string, probability array<double>} with one
 * probability a class, in the order of the result's class list. Numbers: {@code id string, fold int, label double,
 * prediction double}.
 */
final class OutOfFold {
    private OutOfFold() {}

    /** The columns for a target. */
    static StructType schema(Target target) {
        StructType keys =
                new StructType().add("id", DataTypes.StringType, false).add("fold", DataTypes.IntegerType, false);
        if (target instanceof Target.Classes) {
            return keys.add("label", DataTypes.StringType, false)
                    .add("prediction", DataTypes.StringType, false)
                    .add("probability", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
        }
        return keys.add("label", DataTypes.DoubleType, false).add("prediction", DataTypes.DoubleType, false);
    }

    /** One fold's validation rows, in the data table's order, with their {@link FoldOrder} keys. */
    static List<Tuple2<Long, Row>> rows(int fold, FoldSession session) {
        DeviceTable table = session.table();
        int[] indices = session.validationRows();
        List<Tuple2<Long, Row>> rows = new ArrayList<>(indices.length);
        session.predict(indices, (batch, from) -> {
            for (int i = 0; i < batch.rows(); i++) {
                String key = table.key(indices[from + i]);
                Row row = table.card().target() instanceof Target.Classes classes
                        ? classified(key, fold, batch, i, classes.names())
                        : RowFactory.create(key, fold, (double) batch.targets()[i], (double) batch.outputs()[i]);
                rows.add(new Tuple2<>(FoldOrder.key(fold, from + i), row));
            }
        });
        return rows;
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
