package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.foldsync.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * One thing that must hold for every drafted row.
 *
 * @param subject the column or columns it is about
 * @param bad true for a row that breaks it; never null
 * @param what what is wrong with such rows, after "… rows"
 * @param detail of one such row, as text
 */
record RowCheck(
        ErrorCode code, String subject, Column bad, String what, Column detail, String expected, String remedy) {
    /** A detail that begins so goes on with the index of a feature. */
    static final String FEATURE = "feature ";

    /** The checks that the columns call for. */
    static List<RowCheck> of(TableColumns columns) {
        TableSpec spec = columns.spec();
        List<RowCheck> checks = new ArrayList<>();
        Column label = functions.col(RowColumns.LABEL);
        TargetColumns target = columns.label();
        checks.add(missing(ErrorCode.DATA_LABEL, target.subject(), label, "a label", target.remedyOfMissing()));
        checks.add(new RowCheck(
                ErrorCode.DATA_LABEL,
                target.subject(),
                label.isNotNull().and(target.unfit(label)),
                "with a label that cannot be learned",
                label.cast(DataTypes.StringType),
                target.expectation(),
                "Mend or drop these rows, or choose another task."));
        if (!spec.id().isEmpty()) {
            checks.add(missing(
                    ErrorCode.DATA_ROW_ID, "id column '" + spec.id() + "'", functions.col(RowColumns.ID), "an id"));
        }
        if (!spec.foldColumn().isEmpty()) {
            Column given = functions.col(RowColumns.GIVEN);
            checks.add(missing(ErrorCode.DATA_SPLIT, "fold column '" + spec.foldColumn() + "'", given, "a fold"));
        }
        if (!spec.weight().isEmpty()) {
            checks.add(weight(spec.weight()));
        }
        checks.addAll(features(columns.features()));
        return checks;
    }

    private static RowCheck missing(ErrorCode code, String subject, Column value, String what) {
        return missing(code, subject, value, what, "Fill or drop these rows.");
    }

    private static RowCheck missing(ErrorCode code, String subject, Column value, String what, String remedy) {
        return new RowCheck(
                code, subject, value.isNull(), "without " + what, lit("null"), "a value in every row", remedy);
    }

    private static RowCheck weight(String name) {
        Column weight = functions.col(RowColumns.WEIGHT);
        Column fine = weight.gt(0.0f).and(weight.lt(Float.POSITIVE_INFINITY)).and(not(isnan(weight)));
        return new RowCheck(
                ErrorCode.DATA_VALUE,
                "weight column '" + name + "'",
                weight.isNull().or(not(fine)),
                "with an unusable weight",
                functions.coalesce(weight.cast(DataTypes.StringType), lit("null")),
                "positive finite weights",
                "Drop rows that are to weigh nothing, and mend the others.");
    }

    private static List<RowCheck> features(FeatureColumns features) {
        String subject = features.names().size() == 1
                ? "feature column '" + features.names().get(0) + "'"
                : features.names().size() + " feature columns";
        Column packed = functions.col(RowColumns.FEATURES);
        RowCheck absent = missing(ErrorCode.DATA_VALUE, subject, packed, "features");
        if (features.kind() == FeatureColumns.Kind.BYTES) {
            return List.of(absent);
        }
        Column index = PackedFeatures.firstNotFinite(packed);
        return List.of(
                absent,
                new RowCheck(
                        ErrorCode.DATA_VALUE,
                        subject,
                        index.geq(0),
                        "with features that are missing, NaN or beyond 32-bit floats",
                        concat(lit(FEATURE), index.cast(DataTypes.StringType)),
                        "finite numbers",
                        "Impute, clip or drop these values before training."));
    }
}
