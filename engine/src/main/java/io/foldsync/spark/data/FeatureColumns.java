package io.foldsync.spark.data;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.array;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Where a row's features are.
 *
 * @param names the columns, in feature order
 * @param integers whether the schema promises integers, so that they may fit into bytes
 * @param ownShape the shape that the column's metadata name, or none
 */
record FeatureColumns(List<String> names, Kind kind, boolean integers, List<Integer> ownShape) {

    /** How they are held. */
    enum Kind {
        NUMBERS,
        ARRAY,
        VECTOR,
        BYTES
    }

    FeatureColumns {
        names = List.copyOf(names);
        ownShape = List.copyOf(ownShape);
    }

    /** The features that {@code spec} names or that are left when the other jobs are taken, or faults. */
    static Optional<FeatureColumns> resolve(TableSpec spec, Columns columns, List<Fault> faults) {
        List<StructField> fields = new ArrayList<>();
        if (spec.features().isEmpty()) {
            List<String> taken = spec.taken();
            List<StructField> left = Arrays.stream(columns.schema().fields())
                    .filter(field -> !taken.contains(field.name()))
                    .toList();
            left.stream().filter(field -> Columns.number(field.dataType())).forEach(fields::add);
            if (!fields.isEmpty() && fields.size() < left.size()) {
                faults.add(notNumbers(left));
            }
            if (fields.isEmpty()) {
                faults.add(new Fault(
                        ErrorCode.DATA_COLUMN,
                        "features",
                        "no numeric column beside those with other jobs",
                        "at least one",
                        "Name the feature columns; text read from CSV becomes numbers with the option inferSchema."));
            }
        } else {
            spec.features()
                    .forEach(name -> columns.find("features", name, faults).ifPresent(fields::add));
            if (fields.size() < spec.features().size()) {
                return Optional.empty();
            }
        }
        return fields.isEmpty() ? Optional.empty() : held(fields, faults);
    }

    /** One stray text in a column makes it a column of text: to leave it out silently would train on less than was meant. */
    private static Fault notNumbers(List<StructField> left) {
        String found = left.stream()
                .filter(field -> !Columns.number(field.dataType()))
                .map(field -> "'" + field.name() + "' (" + field.dataType().simpleString() + ")")
                .collect(Collectors.joining(", "));
        return new Fault(
                ErrorCode.DATA_COLUMN,
                "features",
                "no features are named, and not every column without another job is numeric: " + found,
                "numbers in all of them",
                "Mend the column if it should hold numbers, or name the feature columns (data.features).");
    }

    private static Optional<FeatureColumns> held(List<StructField> fields, List<Fault> faults) {
        List<String> names = fields.stream().map(StructField::name).toList();
        DataType first = fields.get(0).dataType();
        if (fields.size() == 1 && first instanceof BinaryType) {
            return Optional.of(new FeatureColumns(names, Kind.BYTES, true, ownShape(fields.get(0))));
        }
        if (fields.size() == 1 && first.equals(SQLDataTypes.VectorType())) {
            return Optional.of(new FeatureColumns(names, Kind.VECTOR, false, ownShape(fields.get(0))));
        }
        if (fields.size() == 1 && first instanceof ArrayType array && Columns.number(array.elementType())) {
            boolean integers = Columns.integer(array.elementType());
            return Optional.of(new FeatureColumns(names, Kind.ARRAY, integers, ownShape(fields.get(0))));
        }
        boolean integers = true;
        boolean fit = true;
        for (StructField field : fields) {
            integers &= Columns.integer(field.dataType());
            if (!Columns.number(field.dataType())) {
                fit = false;
                faults.add(new Fault(
                        ErrorCode.DATA_COLUMN,
                        "feature column '" + field.name() + "'",
                        "values of type " + field.dataType().simpleString(),
                        "numbers, or one single column of arrays, ML vectors or bytes",
                        "Leave the column out or cast it; text read from CSV becomes numbers with inferSchema."));
            }
        }
        return fit ? Optional.of(new FeatureColumns(names, Kind.NUMBERS, integers, List.of())) : Optional.empty();
    }

    private static List<Integer> ownShape(StructField field) {
        return field.metadata().contains(IdxImages.SHAPE)
                ? Arrays.stream(field.metadata().getLongArray(IdxImages.SHAPE))
                        .mapToObj(Math::toIntExact)
                        .toList()
                : List.of();
    }

    /** A row's features as binary: bytes as they are, anything else as little-endian floats with NaN for null. */
    Column packed() {
        Column first = Columns.named(names.get(0));
        return switch (kind) {
            case BYTES -> first;
            case VECTOR -> PackedFeatures.ofFloats(vector_to_array(first, "float32"));
            case ARRAY -> PackedFeatures.ofFloats(first.cast(DataTypes.createArrayType(DataTypes.FloatType)));
            case NUMBERS ->
                PackedFeatures.ofFloats(array(names.stream()
                        .map(name -> Columns.named(name).cast(DataTypes.FloatType))
                        .toArray(Column[]::new)));
        };
    }

    /** Bytes that {@link #packed} takes a feature. */
    int packedBytes() {
        return kind == Kind.BYTES ? 1 : Float.BYTES;
    }

    /** What a person calls the feature at {@code index}. */
    String featureName(int index) {
        return kind == Kind.NUMBERS ? "'" + names.get(index) + "'" : "'" + names.get(0) + "'[" + index + "]";
    }
}
