package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
 * @param labels columns of zeros and ones, one a label, in place of {@code label}: a row has those whose column says 1
 * @param labelSeparator what stands between the labels in a text of several; other than the empty text it makes {@code
 *     label} a column of such texts
 */
public record TableSpec(
        String label,
        List<String> features,
        String id,
        String weight,
        String foldColumn,
        List<Integer> shape,
        Task task,
        List<String> labels,
        String labelSeparator)
        implements Serializable {

    /** What a label is taken for. */
    public enum Task {
        /** Texts, booleans and integers are classes, real numbers are numbers; arrays, and several columns, are labels. */
        BY_LABEL,
        /** Classes; real labels must be whole numbers. */
        CLASSIFICATION,
        /** Labels, of which a row may have any: arrays of texts or integers, separated texts, or several columns. */
        MULTILABEL,
        /** Numbers, integers included. */
        REGRESSION
    }

    /** With one label column, of one label a row. */
    public TableSpec(
            String label,
            List<String> features,
            String id,
            String weight,
            String foldColumn,
            List<Integer> shape,
            Task task) {
        this(label, features, id, weight, foldColumn, shape, task, List.of(), "");
    }

    public TableSpec {
        features = List.copyOf(features);
        shape = List.copyOf(shape);
        labels = List.copyOf(labels);
        requireOneForm(labels, labelSeparator, task);
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

    private static void requireOneForm(List<String> labels, String separator, Task task) {
        if (labels.isEmpty() && separator.isEmpty()) {
            return;
        }
        String written = separator.isEmpty() ? "several label columns" : "a label separator";
        if (!labels.isEmpty() && !separator.isEmpty()) {
            throw conflict(
                    "several label columns and a label separator", "one or the other", "Remove data.labelSeparator.");
        }
        if (task == Task.CLASSIFICATION || task == Task.REGRESSION) {
            throw conflict(
                    written + " beside task: " + task.name().toLowerCase(Locale.ROOT),
                    "task: multilabel, or none",
                    "Mend the task, or name one label column.");
        }
        if (Set.copyOf(labels).size() < labels.size()) {
            throw conflict("a column twice among " + labels, "one column a label", "Name each column once.");
        }
    }

    private static FoldSyncException conflict(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CONFIG_CONFLICT, "data.label", found, expected, remedy);
    }

    /** Label column {@code label}, everything else by default. */
    public static TableSpec defaults() {
        return new TableSpec("label", List.of(), "", "", "", List.of(), Task.BY_LABEL, List.of(), "");
    }

    public TableSpec withLabel(String label) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, List.of(), labelSeparator);
    }

    /** With columns of zeros and ones, one a label, in place of the label column. */
    public TableSpec withLabels(String... columns) {
        return withLabels(List.of(columns));
    }

    /** As the other {@code withLabels}. */
    public TableSpec withLabels(List<String> columns) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, columns, labelSeparator);
    }

    /** With a label column of texts that hold several labels, this between them. */
    public TableSpec withLabelSeparator(String separator) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, separator);
    }

    public TableSpec withFeatures(String... features) {
        return withFeatures(List.of(features));
    }

    public TableSpec withFeatures(List<String> features) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    public TableSpec withId(String id) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    public TableSpec withWeight(String weight) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    public TableSpec withFoldColumn(String foldColumn) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    public TableSpec withShape(Integer... shape) {
        return withShape(List.of(shape));
    }

    public TableSpec withShape(List<Integer> shape) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    public TableSpec withTask(Task task) {
        return new TableSpec(label, features, id, weight, foldColumn, shape, task, labels, labelSeparator);
    }

    /** Whether rows are to be taken for having labels, whatever the label column's type says. */
    boolean multilabel() {
        return task == Task.MULTILABEL || !labels.isEmpty() || !labelSeparator.isEmpty();
    }

    /** The columns whose job is not to be features; an empty text for a job that no column has. */
    List<String> taken() {
        List<String> taken = new ArrayList<>(labels.isEmpty() ? List.of(label) : labels);
        taken.addAll(List.of(id, weight, foldColumn));
        return taken;
    }

    /** The number of features that {@code shape} asks for, or 0 when no shape is given. */
    long shapeFeatures() {
        return shape.isEmpty()
                ? 0
                : shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
