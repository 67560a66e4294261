package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * Rows that may have several labels: an array column, a text column with a separator, or a column of zeros and ones for each
 * label. The order in which a row names its labels, and how often, is no matter.
 *
 * @param names of the columns: one, unless the form is {@code COLUMNS}
 * @param separator for {@code TEXT}, else empty
 * @param whole whether labels are integers
 */
record LabelSets(List<String> names, Form form, String separator, boolean whole) implements TargetColumns {
    /** Every row keeps a byte for each label; with more, a matrix is the wrong way to hold them. */
    private static final int MOST = 10_000;

    /** How a row names its labels. */
    enum Form {
        ARRAY,
        TEXT,
        COLUMNS
    }

    LabelSets {
        names = List.copyOf(names);
    }

    /** Whether a spec means such rows, or their column's type does where the spec leaves it to that. */
    static boolean meant(TableSpec spec, Columns columns) {
        boolean arrays = Arrays.stream(columns.schema().fields())
                .anyMatch(field -> field.name().equals(spec.label()) && field.dataType() instanceof ArrayType);
        return spec.multilabel() || (spec.task() == TableSpec.Task.BY_LABEL && arrays);
    }

    /** The labels that {@code spec} names, or faults. */
    static Optional<LabelSets> resolve(TableSpec spec, Columns columns, List<Fault> faults) {
        if (!spec.labels().isEmpty()) {
            return ofColumns(spec, columns, faults);
        }
        Optional<StructField> field = columns.find("label", spec.label(), faults);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        List<String> name = List.of(spec.label());
        DataType type = field.get().dataType();
        boolean separated = !spec.labelSeparator().isEmpty();
        if (separated && type instanceof StringType) {
            return Optional.of(new LabelSets(name, Form.TEXT, spec.labelSeparator(), false));
        }
        boolean whole = type instanceof ArrayType numbers && Columns.integer(numbers.elementType());
        boolean texts = type instanceof ArrayType array && array.elementType() instanceof StringType;
        if (!separated && (whole || texts)) {
            return Optional.of(new LabelSets(name, Form.ARRAY, "", whole));
        }
        faults.add(new Fault(
                ErrorCode.DATA_LABEL,
                subject(name),
                "values of type " + type.simpleString()
                        + (separated ? ", to be cut at '" + spec.labelSeparator() + "'" : ""),
                separated ? "texts" : "arrays of texts or integers, for several labels a row",
                separated
                        ? "Remove data.labelSeparator or choose another label column."
                        : "Set data.labelSeparator for texts, or name a column of zeros and ones for each label."));
        return Optional.empty();
    }

    private static Optional<LabelSets> ofColumns(TableSpec spec, Columns columns, List<Fault> faults) {
        List<Fault> own = new ArrayList<>();
        for (String name : spec.labels()) {
            columns.find("label", name, own)
                    .filter(field -> !Columns.number(field.dataType()) && !(field.dataType() instanceof BooleanType))
                    .ifPresent(field -> own.add(new Fault(
                            ErrorCode.DATA_LABEL,
                            subject(List.of(name)),
                            "values of type " + field.dataType().simpleString(),
                            "zeros and ones, or booleans",
                            "Choose other label columns or cast it.")));
        }
        faults.addAll(own);
        return own.isEmpty() ? Optional.of(new LabelSets(spec.labels(), Form.COLUMNS, "", false)) : Optional.empty();
    }

    private static String subject(List<String> names) {
        return (names.size() == 1 ? "label column " : "label columns ")
                + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    @Override
    public String subject() {
        return subject(names);
    }

    @Override
    public Target.Kind kind() {
        return Target.Kind.LABELS;
    }

    /** A row's different labels, ascending; for {@code COLUMNS} what the columns say, as an array of doubles. */
    @Override
    public Column raw() {
        Column first = Columns.named(names.get(0));
        return switch (form) {
            case ARRAY ->
                array_sort(array_distinct(
                        first.cast(DataTypes.createArrayType(whole ? DataTypes.LongType : DataTypes.StringType))));
            case TEXT -> {
                Column pieces = transform(split(first, Pattern.quote(separator), -1), piece -> trim(piece));
                yield array_sort(array_distinct(filter(pieces, piece -> piece.notEqual(""))));
            }
            case COLUMNS ->
                array(names.stream()
                        .map(name -> Columns.named(name).cast(DataTypes.DoubleType))
                        .toArray(Column[]::new));
        };
    }

    @Override
    public Column unfit(Column raw) {
        return switch (form) {
            case ARRAY -> exists(raw, label -> label.isNull());
            case TEXT -> lit(false);
            case COLUMNS -> exists(raw, flag -> flag.isNull().or(not(flag.isin(0.0, 1.0))));
        };
    }

    @Override
    public String expectation() {
        return form == Form.COLUMNS ? "0 or 1 in every column" : "labels that are not null";
    }

    @Override
    public String remedyOfMissing() {
        // Spark's CSV reader takes "" for missing too, even in quotes
        return "Fill or drop these rows; a row without labels says "
                + (form == Form.TEXT ? "just '" + separator + "'." : "[].");
    }

    /** The labels learned, or the columns' names; and a row's zeros and ones as bytes. */
    @Override
    public Encoded encoded(Dataset<Row> drafts) {
        Column raw = col(RowColumns.LABEL);
        if (form == Form.COLUMNS) {
            return new Encoded(new Target.Labels(names), PackedLabels.ofFlags(raw));
        }
        List<? extends Serializable> labels = learn(drafts.select(explode(raw).as(RowColumns.LABEL)));
        return new Encoded(
                new Target.Labels(labels.stream().map(Object::toString).toList()), PackedLabels.of(raw, labels));
    }

    private List<? extends Serializable> learn(Dataset<Row> exploded) {
        List<Row> distinct = SparkFaults.surfaced(
                () -> exploded.groupBy(RowColumns.LABEL).count().limit(MOST + 1).collectAsList());
        if (distinct.isEmpty()) {
            throw fault("no label in any row", "at least one label", "Check the label column and any filter.");
        }
        if (distinct.size() > MOST) {
            throw fault(
                    "more than " + MOST + " different labels",
                    "labels that a network can have an output for",
                    form == Form.TEXT
                            ? "Check data.labelSeparator, or keep the frequent labels."
                            : "Keep the frequent labels.");
        }
        return ClassCodes.ascending(distinct);
    }

    private FoldSyncException fault(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.DATA_LABEL, subject(), found, expected, remedy);
    }
}
