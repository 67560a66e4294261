package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.foldsync.data.FeatureType;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one look at every drafted row tells: that all are sound, and how their features are best stored.
 *
 * @param rows n
 * @param shape of one row's features
 */
record Inspection(long rows, List<Integer> shape, FeatureType type) {
    private static final int LENGTHS_NAMED = 5;

    /** @throws FoldSyncException with every fault of the rows at once; the way there may cost further jobs */
    static Inspection of(Dataset<Row> drafts, TableColumns columns) {
        List<RowCheck> checks = RowCheck.of(columns);
        FeatureColumns features = columns.features();
        Column packed = col(RowColumns.FEATURES);
        Column bytesFit = features.kind() == FeatureColumns.Kind.BYTES
                ? lit(true)
                : features.integers() ? PackedFeatures.fitBytes(packed) : lit(false);
        List<Column> sums = new ArrayList<>(List.of(
                coalesce(min(octet_length(packed)), lit(0)),
                coalesce(max(octet_length(packed)), lit(0)),
                coalesce(min(bytesFit), lit(false))));
        checks.forEach(check -> sums.add(coalesce(sum(when(check.bad(), lit(1L)).otherwise(lit(0L))), lit(0L))));
        Row found = SparkFaults.surfaced(
                () -> drafts.agg(count(lit(1)), sums.toArray(Column[]::new)).first(), failure -> unreadable(failure));

        if (found.getLong(0) == 0) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_EMPTY, "data", "0 rows", "at least one row", "Check the path and any filter.");
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            long bad = found.getLong(4 + i);
            if (bad > 0) {
                faults.add(fault(checks.get(i), bad, drafts, features));
            }
        }
        int shortest = found.getInt(1) / features.packedBytes();
        int longest = found.getInt(2) / features.packedBytes();
        List<Integer> shape = shape(columns, longest);
        if (shortest != longest) {
            faults.add(ragged(drafts, features));
        } else if (faults.isEmpty()) {
            shapeFault(shape, longest).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return new Inspection(found.getLong(0), shape, found.getBoolean(3) ? FeatureType.UINT8 : FeatureType.FLOAT32);
    }

    private static List<Integer> shape(TableColumns columns, int features) {
        if (!columns.spec().shape().isEmpty()) {
            return columns.spec().shape();
        }
        return columns.features().ownShape().isEmpty()
                ? List.of(features)
                : columns.features().ownShape();
    }

    private static Optional<Fault> shapeFault(List<Integer> shape, int features) {
        long asked = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (asked == features && features > 0) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                ErrorCode.DATA_VALUE,
                "data.shape",
                "a shape of " + shape + " = " + asked + " features over rows of " + features,
                "a shape whose product is the number of features",
                "Mend the shape or the list of feature columns."));
    }

    private static Fault fault(RowCheck check, long bad, Dataset<Row> drafts, FeatureColumns features) {
        Row first = drafts.where(check.bad())
                .orderBy(RowColumns.PLACE)
                .select(col(RowColumns.PLACE), col(RowColumns.ID), check.detail())
                .first();
        String detail = first.getString(2);
        if (detail.startsWith(RowCheck.FEATURE)) {
            detail = features.featureName(Integer.parseInt(detail.substring(RowCheck.FEATURE.length())));
        }
        String row = first.isNullAt(1)
                ? "row "
                        + drafts.where(col(RowColumns.PLACE).lt(first.getLong(0)))
                                .count() + " (counted from 0)"
                : "row '" + first.getString(1) + "'";
        String found = bad + (bad == 1 ? " row " : " rows ") + check.what() + ", first " + row + ": " + detail;
        return new Fault(check.code(), check.subject(), found, check.expected(), check.remedy());
    }

    private static Fault ragged(Dataset<Row> drafts, FeatureColumns features) {
        String lengths = drafts
                .groupBy(octet_length(col(RowColumns.FEATURES))
                        .divide(features.packedBytes())
                        .cast("int")
                        .as("length"))
                .count()
                .where("length is not null")
                .orderBy(col("count").desc(), col("length"))
                .limit(LENGTHS_NAMED)
                .collectAsList()
                .stream()
                .map(row -> row.getInt(0) + " (" + row.getLong(1) + " rows)")
                .collect(Collectors.joining(", "));
        return new Fault(
                ErrorCode.DATA_VALUE,
                "feature column '" + features.names().get(0) + "'",
                "rows of different lengths: " + lengths,
                "one length for all rows",
                "Pad, cut or drop the rows that differ.");
    }

    private static FoldSyncException unreadable(Exception failure) {
        return FoldSyncException.of(
                ErrorCode.DATA_UNREADABLE,
                "data",
                "reading the rows failed: " + SparkFaults.rootMessage(failure),
                "rows that Spark can read to the end",
                "Check the files and their format.");
    }
}
