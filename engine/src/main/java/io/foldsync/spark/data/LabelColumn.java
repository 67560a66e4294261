package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The column to predict, and what its type and the task make of it.
 *
 * @param classes whether its values are classes; otherwise numbers
 */
record LabelColumn(String name, Form form, boolean classes) implements TargetColumns {
    /** Beyond this, not every whole number is a double. */
    private static final double LARGEST_WHOLE = 0x1.0p53;

    /** What the values are. */
    enum Form {
        TEXT,
        WHOLE,
        REAL
    }

    /** The label that {@code spec} names, or faults. */
    static Optional<LabelColumn> resolve(TableSpec spec, Columns columns, List<Fault> faults) {
        Optional<StructField> field = columns.find("label", spec.label(), faults);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        DataType type = field.get().dataType();
        boolean text = Columns.text(type);
        if (!text && !Columns.number(type)) {
            faults.add(new Fault(
                    ErrorCode.DATA_LABEL,
                    "label column '" + spec.label() + "'",
                    "values of type " + type.simpleString(),
                    "texts, booleans, integers or real numbers",
                    "Choose another label column or cast it."));
            return Optional.empty();
        }
        if (text && spec.task() == TableSpec.Task.REGRESSION) {
            faults.add(new Fault(
                    ErrorCode.DATA_LABEL,
                    "label column '" + spec.label() + "'",
                    "values of type " + type.simpleString(),
                    "numbers, for regression",
                    "Choose task: classification or cast the column."));
            return Optional.empty();
        }
        Form form = text ? Form.TEXT : Columns.integer(type) ? Form.WHOLE : Form.REAL;
        boolean classes =
                switch (spec.task()) {
                    case CLASSIFICATION -> true;
                    case REGRESSION -> false;
                    case BY_LABEL -> form != Form.REAL;
                    case MULTILABEL -> throw new IllegalStateException("one label a row for task: multilabel");
                };
        return Optional.of(new LabelColumn(spec.label(), form, classes));
    }

    @Override
    public String subject() {
        return "label column '" + name + "'";
    }

    @Override
    public Target.Kind kind() {
        return classes ? Target.Kind.CLASSES : Target.Kind.NUMBERS;
    }

    /** The user's column as text, long or double, null where it is missing. */
    @Override
    public Column raw() {
        Column column = Columns.named(name);
        if (!classes || form == Form.REAL) {
            return column.cast(DataTypes.DoubleType);
        }
        return column.cast(form == Form.TEXT ? DataTypes.StringType : DataTypes.LongType);
    }

    @Override
    public Column unfit(Column raw) {
        if (form == Form.REAL && classes) {
            return isnan(raw).or(raw.notEqual(rint(raw))).or(abs(raw).gt(LARGEST_WHOLE));
        }
        return classes
                ? lit(false)
                : isnan(raw).or(abs(raw.cast(DataTypes.FloatType)).equalTo(lit(Float.POSITIVE_INFINITY)));
    }

    @Override
    public String expectation() {
        return classes ? "whole numbers, for classification" : "finite 32-bit numbers";
    }

    @Override
    public String remedyOfMissing() {
        return "Fill or drop these rows.";
    }

    /** Class codes or numbers, as floats. */
    @Override
    public Encoded encoded(Dataset<Row> drafts) {
        Column value = col(RowColumns.LABEL);
        if (!classes) {
            return new Encoded(new Target.Numbers(), value.cast(DataTypes.FloatType));
        }
        Column classValue = classValue(value);
        ClassCodes codes = ClassCodes.learn(drafts.select(classValue), name);
        return new Encoded(codes.target(), codes.of(classValue).cast(DataTypes.FloatType));
    }

    /** A fit {@link #raw} value of a class as the text or long that stands for it. */
    Column classValue(Column raw) {
        return form == Form.REAL ? raw.cast(DataTypes.LongType) : raw;
    }
}
