package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.List;

/**
 * Which column of a table does which job. An empty text or list means "none", or the default where one is named.
 *
 * @param label the column to predict; default {@code label}
 * @param features numeric columns, or one column of arrays of numbers, of ML vectors, or of bytes (uint8); default:
 *     every numeric column that has no other job
 * @param id a column of unique texts or integers that names each row; default: a key made from the row's content
 * @param weight a column of positive numbers; default: every row weighs 1
 * @param foldColumn a column of integers, read by splitters that take given folds
 * @param shape the shape of one row's features, such as {@code [channels, height, width]}; default {@code [d]}, or what
 *     the column itself says
 * @param task what the label is to be taken for
 */
public record TableSpec(
        String label,
        List<String> features,
        String id,
        String weight,
        String foldColumn,
        List<Integer> shape,
        Task task)
        implements Serializable {

    /** What a label is taken for. */
    public enum Task {
        /** Texts, booleans and integers are classes, real numbers are numbers. */
        BY_LABEL,
        /** Classes; real labels must be whole numbers. */
        CLASSIFICATION,
        /** Numbers, integers included. */
        REGRESSION
    }

    public TableSpec {
        features = List.copyOf(features);
        shape = List.copyOf(shape);
        if (label.isEmpty()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_MISSING_KEY,
                    "data.label",
                    "no name",
                    "the label column's name",
                    "Name the column.");
        }
        if (shape.stream().anyMatch(size -> size < 1)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "data.shape",
                    shape.toString(),
                    "sizes of at least 1",
                    "Mend the shape.");
        }
    }

    /** Label column {@code label}, everything else by default. */
    public static TableSpec defaults() {
        return new TableSpec("label", List.of(), "", "", "", List.of(), Task.BY_LABEL);
    }

    public TableSpec withLabel(String label) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withFeatures(String... features) {
        return withFeatures(List.of(features));
    }

    public TableSpec withFeatures(List<String> features) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withId(String id) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withWeight(String weight) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withFoldColumn(String foldColumn) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withShape(Integer... shape) {
        return withShape(List.of(shape));
    }

    public TableSpec withShape(List<Integer> shape) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    public TableSpec withTask(Task task) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task);
    }

    /** The number of features that {@code shape} asks for, or 0 when no shape is given. */
    long shapeFeatures() {
        return shape.isEmpty()
                ? 0
                : shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
