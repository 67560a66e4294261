package io.foldsync.spark.data;

import io.foldsync.data.Target;
import io.foldsync.error.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a row's target is, and what it is taken for. No row has been read yet. */
sealed interface TargetColumns permits LabelColumn, LabelSets {

    /** What {@code spec} names, or faults. */
    static Optional<TargetColumns> resolve(TableSpec spec, Columns columns, List<Fault> faults) {
        return LabelSets.meant(spec, columns)
                ? LabelSets.resolve(spec, columns, faults).map(sets -> sets)
                : LabelColumn.resolve(spec, columns, faults).map(label -> label);
    }

    /** The column or columns, as faults call them. */
    String subject();

    Target.Kind kind();

    /** One column of the user's values, in a form that equal targets share; null where they are missing. */
    Column raw();

    /** Whether a {@link #raw} value that is present is one that cannot be predicted. */
    Column unfit(Column raw);

    /** What {@link #unfit} asks for, in words. */
    String expectation();

    /** What to do about rows without a value. */
    String remedyOfMissing();

    /**
     * Learns what there is to predict, in one job at most.
     *
     * @param drafts checked rows, with {@link #raw} as {@link RowColumns#LABEL}
     * @throws io.foldsync.error.FoldSyncException for too few different labels, or too many
     */
    Encoded encoded(Dataset<Row> drafts);

    /**
     * What is to be predicted.
     *
     * @param value of each draft, as {@link RowColumns#TARGET} holds it
     */
    record Encoded(Target target, Column value) {}
}
