package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds columns in a schema by name, and says which name was near when one is missing. */
record Columns(StructType schema) {

    /** The column's field; when it is missing, a fault is added that names the nearest one. */
    Optional<StructField> find(String job, String name, List<Fault> faults) {
        Optional<StructField> field = Arrays.stream(schema.fields())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (field.isEmpty()) {
            String nearest = Arrays.stream(schema.fieldNames())
                    .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                    .map(candidate -> "the nearest is '" + candidate + "'")
                    .orElse("the table has none");
            faults.add(new Fault(
                    ErrorCode.DATA_COLUMN,
                    job,
                    "no column '" + name + "'",
                    "a column of the table (" + schema.length() + " columns; " + nearest + ")",
                    "Mend the name."));
        }
        return field;
    }

    /** The column of this exact name, dots and all. */
    static Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    static boolean integer(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType
                || (type instanceof DecimalType decimal && decimal.scale() == 0);
    }

    static boolean number(DataType type) {
        return type instanceof NumericType;
    }

    static boolean text(DataType type) {
        return type instanceof StringType || type instanceof BooleanType;
    }

    /** Levenshtein distance, letter case aside. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(java.util.Locale.ROOT);
        String right = b.toLowerCase(java.util.Locale.ROOT);
        int[] above = new int[right.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
