package io.foldsync.jobs.ml;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks the schema that a stage is given, and tells the one it leaves. */
final class Schemas {
    private final StructType schema;
    private final List<Fault> faults = new ArrayList<>();

    Schemas(StructType schema) {
        this.schema = schema;
    }

    Schemas vectors(String param, String column) {
        return require(
                param,
                column,
                type -> type.equals(SQLDataTypes.VectorType())
                        || (type instanceof ArrayType array && array.elementType() instanceof NumericType),
                "ML vectors or arrays of numbers");
    }

    Schemas numbers(String param, String column) {
        return require(param, column, NumericType.class::isInstance, "numbers");
    }

    Schemas integers(String param, String column) {
        return require(
                param,
                column,
                type -> type.equals(DataTypes.IntegerType) || type.equals(DataTypes.LongType),
                "integers");
    }

    private Schemas require(String param, String column, Predicate<DataType> usable, String expected) {
        StructField[] found = Arrays.stream(schema.fields())
                .filter(field -> field.name().equals(column))
                .toArray(StructField[]::new);
        if (found.length != 1) {
            fault(param, "no column '" + column + "'", "one of " + String.join(", ", schema.fieldNames()));
        } else if (!usable.test(found[0].dataType())) {
            fault(param, "column '" + column + "' of " + found[0].dataType().simpleString(), expected);
        }
        return this;
    }

    private void fault(String param, String found, String expected) {
        faults.add(new Fault(ErrorCode.DATA_COLUMN, param, found, expected, "Set " + param + " to another column."));
    }

    /** The schema with what the model adds, when no fault was found. */
    StructType with(String prediction, String probability) {
        StructType left = schema;
        if (!prediction.isEmpty()) {
            left = added("predictionCol", left, prediction, DataTypes.DoubleType);
        }
        if (!probability.isEmpty()) {
            left = added("probabilityCol", left, probability, SQLDataTypes.VectorType());
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return left;
    }

    private StructType added(String param, StructType to, String column, DataType type) {
        if (Arrays.stream(to.fieldNames()).anyMatch(column::equalsIgnoreCase)) {
            fault(param, "the rows have a column '" + column + "' already", "a name that is free");
        }
        return to.add(column, type, false);
    }
}
