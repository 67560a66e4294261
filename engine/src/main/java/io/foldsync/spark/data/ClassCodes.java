package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.udf;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The classes among the labels, and each one's code: integers ascending by value, texts by code point.
 *
 * @param values longs or strings, by code
 * @param rows how many rows they were learned from
 */
record ClassCodes(List<? extends Serializable> values, long rows) {
    /** More classes than any network here is meant for: a label column of this kind is most likely an id. */
    private static final int MOST = 100_000;

    ClassCodes {
        values = List.copyOf(values);
    }

    /**
     * Learns the classes in one job.
     *
     * @param labels one column of longs or strings
     * @param name what the user calls the column
     * @throws FoldSyncException for a missing label, fewer than two classes, or a hundred thousand
     */
    static ClassCodes learn(Dataset<Row> labels, String name) {
        List<Row> distinct = SparkFaults.surfaced(() -> labels.groupBy(labels.col(labels.columns()[0]))
                .count()
                .limit(MOST + 1)
                .collectAsList());
        if (distinct.stream().anyMatch(row -> row.isNullAt(0))) {
            throw fault(name, "rows without a label", "a label in every row", "Fill or drop these rows.");
        }
        if (distinct.size() > MOST) {
            throw fault(
                    name,
                    "more than " + MOST + " different values",
                    "classes",
                    "Choose the label column, or task: regression.");
        }
        if (distinct.size() < 2) {
            Object only = distinct.isEmpty()
                    ? "no value"
                    : "one class only, '" + distinct.get(0).get(0) + "'";
            throw fault(name, only.toString(), "at least two classes", "Check the label column and any filter.");
        }
        long rows = distinct.stream().mapToLong(row -> row.getLong(1)).sum();
        return new ClassCodes(ascending(distinct), rows);
    }

    /** The first values of rows, longs by value, strings by code point. */
    static List<? extends Serializable> ascending(List<Row> distinct) {
        if (distinct.get(0).get(0) instanceof Long) {
            return distinct.stream().map(row -> row.getLong(0)).sorted().toList();
        }
        Comparator<String> byCodePoint = (a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        return distinct.stream()
                .map(row -> row.getString(0))
                .sorted(byCodePoint)
                .toList();
    }

    /** The classes as a target. */
    Target.Classes target() {
        return new Target.Classes(values.stream().map(Object::toString).toList());
    }

    /** The code of each label in a column of the kind that was learned. */
    Column of(Column labels) {
        if (values.get(0) instanceof Long) {
            long[] sorted = values.stream().mapToLong(value -> (Long) value).toArray();
            return udf((UDF1<Long, Integer>) label -> code(sorted, label), DataTypes.IntegerType)
                    .apply(labels);
        }
        Map<String, Integer> codes = new HashMap<>();
        List<String> names = new ArrayList<>(target().names());
        names.forEach(label -> codes.put(label, codes.size()));
        return udf((UDF1<String, Integer>) label -> code(codes, label), DataTypes.IntegerType)
                .apply(labels);
    }

    private static int code(long[] sorted, long label) {
        int code = Arrays.binarySearch(sorted, label);
        if (code < 0) {
            throw unlearned(label);
        }
        return code;
    }

    private static int code(Map<String, Integer> codes, String label) {
        Integer code = codes.get(label);
        if (code == null) {
            throw unlearned(label);
        }
        return code;
    }

    /** The fault of a label that was not among those learned. */
    static FoldSyncException unlearned(Object label) {
        return FoldSyncException.of(
                ErrorCode.DATA_LABEL,
                "label",
                "'" + label + "', which was not there a moment ago",
                "the same rows each time they are read",
                "Cache or save the DataFrame before folding it; it gives other rows each time.");
    }

    private static FoldSyncException fault(String name, String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.DATA_LABEL, "label column '" + name + "'", found, expected, remedy);
    }
}
