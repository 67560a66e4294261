package io.foldsync.spark;

import io.foldsync.data.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What one or more networks say of a row. Classes: the class with the highest mean probability, and the mean probabilities
 * in the order of the classes; of one network, what an out-of-fold prediction says. Labels: those with a mean probability
 * above one half, and the mean probabilities. Numbers: the mean.
 */
record Answers(Target target) {
    private static final DataType PROBABILITIES = DataTypes.createArrayType(DataTypes.DoubleType, false);
    private static final DataType NAMES = DataTypes.createArrayType(DataTypes.StringType, false);

    /** The columns of an answer. */
    StructType schema(String prediction, String probability) {
        StructType none = new StructType();
        return switch (target.kind()) {
            case CLASSES -> none.add(prediction, DataTypes.StringType, false).add(probability, PROBABILITIES, false);
            case LABELS -> none.add(prediction, NAMES, false).add(probability, PROBABILITIES, false);
            case NUMBERS -> none.add(prediction, DataTypes.DoubleType, false);
        };
    }

    /**
     * The answer as a row's values.
     *
     * @param outputs each network's raw outputs {@code [rows, outputs]}
     */
    Object[] of(List<float[]> outputs, int row) {
        if (target instanceof Target.Classes classes) {
            return classified(outputs, row, classes.names());
        } else if (target instanceof Target.Labels labels) {
            return labelled(outputs, row, labels.names());
        }
        double sum = 0;
        for (float[] each : outputs) {
            sum += each[row];
        }
        return new Object[] {sum / outputs.size()};
    }

    private static Object[] labelled(List<float[]> outputs, int row, List<String> names) {
        int c = names.size();
        Double[] mean = new Double[c];
        List<String> predicted = new ArrayList<>();
        for (int j = 0; j < c; j++) {
            double sum = 0;
            for (float[] each : outputs) {
                sum += OutOfFold.sigmoid(each[row * c + j]);
            }
            mean[j] = sum / outputs.size();
            // Of one network by its output, as the metrics decide.
            boolean has = outputs.size() == 1 ? outputs.get(0)[row * c + j] > 0 : mean[j] > 0.5;
            if (has) {
                predicted.add(names.get(j));
            }
        }
        return new Object[] {predicted.toArray(String[]::new), mean};
    }

    private static Object[] classified(List<float[]> outputs, int row, List<String> names) {
        int c = names.size();
        Double[] mean = Collections.nCopies(c, 0.0).toArray(Double[]::new);
        for (float[] each : outputs) {
            Double[] probability = OutOfFold.softmax(each, row, c);
            for (int j = 0; j < c; j++) {
                mean[j] += probability[j];
            }
        }
        for (int j = 0; j < c; j++) {
            mean[j] /= outputs.size();
        }
        // Of one network by its outputs, as the metrics decide: outputs that differ may have equal probabilities.
        float[] alone = outputs.get(0);
        int best = outputs.size() == 1 ? highest(c, j -> alone[row * c + j]) : highest(c, j -> mean[j]);
        return new Object[] {names.get(best), mean};
    }

    /** The largest, the lowest index among equals; NaN never wins. */
    private static int highest(int c, IntToDoubleFunction value) {
        int best = 0;
        for (int j = 1; j < c; j++) {
            double leader = value.applyAsDouble(best);
            double candidate = value.applyAsDouble(j);
            if (candidate > leader || (Double.isNaN(leader) && !Double.isNaN(candidate))) {
                best = j;
            }
        }
        return best;
    }
}
