package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The features of rows that a trained network is to score.
 *
 * @param columns the columns, in feature order, or the one column that holds them all
 * @param packed a row's features as binary; {@link #unpack} reads them
 * @param bytes whether {@code packed} holds unsigned bytes; otherwise little-endian floats
 */
public record RowFeatures(List<String> columns, Column packed, boolean bytes) {
    public RowFeatures {
        columns = List.copyOf(columns);
    }

    /** The feature columns that training takes from rows of this schema. */
    public static List<String> names(TableSpec spec, StructType schema) {
        return TableColumns.resolve(spec, schema).features().names();
    }

    /**
     * Finds the features of rows to score; they may be held otherwise than the training rows were (an array for a vector).
     *
     * @throws FoldSyncException with a fault for each column that is missing or holds no numbers
     */
    public static RowFeatures of(List<String> columns, StructType schema) {
        List<Fault> faults = new ArrayList<>();
        var found = FeatureColumns.resolve(TableSpec.defaults().withFeatures(columns), new Columns(schema), faults);
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        FeatureColumns features = found.orElseThrow();
        return new RowFeatures(columns, features.packed(), features.kind() == FeatureColumns.Kind.BYTES);
    }

    /**
     * Puts one row's features into {@code into}, from {@code at} on.
     *
     * @param packed a value of {@link #packed}, null for a row that has none
     * @param bytes as {@link #bytes()}
     * @throws FoldSyncException {@code DATA_VALUE} for a row without features, with other than {@code d}, or with one that
     *     is no finite number
     */
    public static void unpack(
            List<String> columns, boolean bytes, byte @Nullable [] packed, int d, float[] into, int at) {
        if (packed == null) {
            throw fault(columns, "a row without features", d + " features", "Fill or drop such rows.");
        }
        int found = bytes ? packed.length : packed.length / Float.BYTES;
        if (found != d) {
            throw fault(
                    columns,
                    "a row of " + found + " features",
                    "the " + d + " features the network was trained on",
                    "Score rows of the same shape.");
        }
        if (bytes) {
            for (int j = 0; j < d; j++) {
                into[at + j] = Byte.toUnsignedInt(packed[j]);
            }
            return;
        }
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(into, at, d);
        for (int j = 0; j < d; j++) {
            if (!Float.isFinite(into[at + j])) {
                String where = columns.size() == d && d > 1 ? "'" + columns.get(j) + "'" : "feature " + j;
                throw fault(
                        columns,
                        "a row with a feature that is missing, NaN or beyond 32-bit floats: " + where,
                        "finite numbers",
                        "Impute, clip or drop these values as before training.");
            }
        }
    }

    private static FoldSyncException fault(List<String> columns, String found, String expected, String remedy) {
        String subject =
                columns.size() == 1 ? "feature column '" + columns.get(0) + "'" : columns.size() + " feature columns";
        return FoldSyncException.of(ErrorCode.DATA_VALUE, subject, found, expected, remedy);
    }
}
