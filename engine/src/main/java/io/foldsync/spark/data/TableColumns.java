package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** A table spec held against a schema: every column found and of a usable type. No row has been read yet. */
record TableColumns(TableSpec spec, TargetColumns label, FeatureColumns features) {

    /** @throws FoldSyncException with every fault of the schema at once */
    static TableColumns resolve(TableSpec spec, StructType schema) {
        List<Fault> faults = new ArrayList<>();
        Columns columns = new Columns(schema);
        Optional<TargetColumns> label = TargetColumns.resolve(spec, columns, faults);
        Optional<FeatureColumns> features = FeatureColumns.resolve(spec, columns, faults);
        requireJobs(spec, columns, faults);
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return new TableColumns(spec, label.orElseThrow(), features.orElseThrow());
    }

    /** Faults of the id, weight and fold columns, where the spec names them. */
    static void requireJobs(TableSpec spec, Columns columns, List<Fault> faults) {
        require(
                "id",
                spec.id(),
                type -> type instanceof StringType || Columns.integer(type),
                "texts or integers",
                ErrorCode.DATA_ROW_ID,
                columns,
                faults);
        require("weight", spec.weight(), Columns::number, "numbers", ErrorCode.DATA_COLUMN, columns, faults);
        require("fold", spec.foldColumn(), Columns::integer, "integers", ErrorCode.DATA_COLUMN, columns, faults);
    }

    private static void require(
            String job,
            String name,
            Predicate<DataType> usable,
            String expected,
            ErrorCode code,
            Columns columns,
            List<Fault> faults) {
        if (name.isEmpty()) {
            return;
        }
        columns.find(job, name, faults)
                .filter(field -> !usable.test(field.dataType()))
                .ifPresent(field -> faults.add(new Fault(
                        code,
                        job + " column '" + name + "'",
                        "values of type " + field.dataType().simpleString(),
                        expected,
                        "Choose another column or cast it.")));
    }

    /** The rows with what training needs and nothing else: place, id, label, weight, given and features. */
    Dataset<Row> drafted(Dataset<Row> rows) {
        return rows.select(
                monotonically_increasing_id().as(RowColumns.PLACE),
                id(spec).as(RowColumns.ID),
                label.raw().as(RowColumns.LABEL),
                weight().as(RowColumns.WEIGHT),
                given(spec).as(RowColumns.GIVEN),
                features.packed().as(RowColumns.FEATURES));
    }

    /** The id as text, or null where the spec names none. */
    static Column id(TableSpec spec) {
        return (spec.id().isEmpty() ? lit(null) : Columns.named(spec.id())).cast(DataTypes.StringType);
    }

    /** The value of the fold column, or 0 where the spec names none. */
    static Column given(TableSpec spec) {
        return (spec.foldColumn().isEmpty() ? lit(0L) : Columns.named(spec.foldColumn())).cast(DataTypes.LongType);
    }

    private Column weight() {
        return (spec.weight().isEmpty() ? lit(1.0f) : Columns.named(spec.weight())).cast(DataTypes.FloatType);
    }
}
