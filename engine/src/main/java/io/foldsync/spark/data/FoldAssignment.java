package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.udf;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.PartRule;
import io.foldsync.fold.SplitPlan;
import io.foldsync.fold.Splitter;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;

/**
 * Folds as a column, for people who want nothing else: {@code FoldAssignment.of(rows, spec, splitter, seed).rows("fold")}.
 *
 * <p>Shuffled, a row's part depends on seed and id only, never on partitioning or order. For k-fold splitters the part is
 * the fold that validates on the row; what each part is to each fold says {@link #plan()}. The rows are read up to four times
 * and must be the same each time: cache a DataFrame that is not.
 */
public final class FoldAssignment {
    private final Dataset<Row> rows;
    private final SplitPlan plan;
    private final Column part;

    private FoldAssignment(Dataset<Row> rows, SplitPlan plan, Column part) {
        this.rows = rows;
        this.plan = plan;
        this.part = part;
    }

    /**
     * Surveys the rows and plans the split. No feature is looked at.
     *
     * @param spec its {@code label} is read when the splitter stratifies, its {@code id} when it shuffles
     * @throws FoldSyncException for columns that are missing or unfit, and as {@link Splitter#plan}
     */
    public static FoldAssignment of(Dataset<Row> rows, TableSpec spec, Splitter splitter, Seed seed) {
        TableSpec own = spec.withFoldColumn(splitter.foldColumn());
        Optional<LabelColumn> label = resolve(own, rows, splitter);
        RowOrders orders = splitter.shuffled()
                ? RowOrders.shuffled(TableColumns.id(own), seed)
                : RowOrders.positions(
                        rows.select(monotonically_increasing_id().as(RowColumns.PLACE)), monotonically_increasing_id());
        Column stratum = lit(0);
        List<String> strata = List.of();
        long n;
        if (label.isPresent()) {
            Column value = label.get().classValue(label.get().raw());
            ClassCodes codes = ClassCodes.learn(rows.select(value), own.label());
            stratum = codes.of(value);
            strata = codes.target().names();
            n = codes.rows();
        } else {
            n = rows.count();
        }
        Column given = TableColumns.given(own);
        Dataset<Row> surveyed = rows.select(
                stratum.as(RowColumns.STRATUM),
                orders.major().as(RowColumns.MAJOR),
                orders.minor().as(RowColumns.MINOR),
                given.as(RowColumns.GIVEN));
        boolean readsGiven = !own.foldColumn().isEmpty();
        SplitPlan plan = splitter.plan(SparkSurvey.of(surveyed, orders, n, strata, readsGiven));
        return new FoldAssignment(rows, plan, part(plan.rule(), stratum, orders.major(), orders.minor(), given));
    }

    /** The user's rows and columns with the row's part, an int, in one column more. */
    public Dataset<Row> rows(String partColumn) {
        return rows.withColumn(partColumn, part);
    }

    /** What each part is to each fold, and the rule that was applied. */
    public SplitPlan plan() {
        return plan;
    }

    /** The rule as an expression. */
    static Column part(PartRule rule, Column stratum, Column major, Column minor, Column given) {
        UDF4<Integer, Long, Long, Long, Integer> dealt = rule::part;
        return udf(dealt, DataTypes.IntegerType).apply(stratum, major, minor, given);
    }

    /** The columns that the splitter calls for, as rows of {@code stratum, major, minor, given} with a part. */
    static Column part(PartRule rule) {
        return part(rule, col(RowColumns.STRATUM), col(RowColumns.MAJOR), col(RowColumns.MINOR), col(RowColumns.GIVEN));
    }

    private static Optional<LabelColumn> resolve(TableSpec spec, Dataset<Row> rows, Splitter splitter) {
        List<Fault> faults = new ArrayList<>();
        Columns columns = new Columns(rows.schema());
        TableColumns.requireJobs(spec, columns, faults);
        if (splitter.shuffled() && spec.id().isEmpty()) {
            faults.add(new Fault(
                    ErrorCode.DATA_ROW_ID,
                    "data.id",
                    "no id column",
                    "a column that names each row, to shuffle by",
                    "Name one, or take a splitter that does not shuffle."));
        }
        Optional<TargetColumns> label =
                splitter.stratified() ? TargetColumns.resolve(spec, columns, faults) : Optional.empty();
        label.filter(column -> column.kind() != Target.Kind.CLASSES)
                .ifPresent(column -> faults.add(unstratified(column.subject(), column.kind())));
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return label.filter(LabelColumn.class::isInstance).map(LabelColumn.class::cast);
    }

    /** The fault of stratifying by what is no class. */
    static Fault unstratified(String subject, Target.Kind kind) {
        boolean labels = kind == Target.Kind.LABELS;
        return new Fault(
                ErrorCode.DATA_LABEL,
                subject,
                labels ? "rows that may have several labels, and so belong to no one stratum" : "real numbers",
                "classes, to stratify by",
                labels
                        ? "Choose the splitter kfold or a fold column."
                        : "Choose the splitter kfold, or task: classification if these are classes.");
    }
}
