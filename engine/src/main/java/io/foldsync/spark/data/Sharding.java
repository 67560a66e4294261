package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Target;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.SplitPlan;
import io.foldsync.fold.Splitter;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * From a DataFrame to part shards: rows are checked, keyed, surveyed, dealt to parts and written, once.
 *
 * <p>What is written depends on the rows, the spec, the splitter and the seed, and not on how the DataFrame is partitioned
 * or how many executors write. Splitters that neither shuffle nor read a fold column deal by the order in which Spark
 * reads the rows: that is the order of lines for one file, and of images for IDX files.
 */
public final class Sharding {
    private Sharding() {}

    /** As the other {@code write}, with a splitter that does not wait to see what the label is. */
    public static ShardedData write(
            Dataset<Row> source, TableSpec spec, Splitter splitter, Seed seed, String directory) {
        TableSpec own = splitter.foldColumn().isEmpty() ? spec : spec.withFoldColumn(splitter.foldColumn());
        return write(source, own, target -> splitter, seed, directory);
    }

    /**
     * Writes the shards, some ten small jobs and one shuffle in all.
     *
     * @param seed decides the order of shuffled rows
     * @param directory a folder that does not exist yet or is empty, on any Hadoop file system
     * @throws FoldSyncException for data that are unfit, a split that cannot be, or a folder that cannot be written;
     *     nothing is left behind then
     */
    public static ShardedData write(
            Dataset<Row> source, TableSpec spec, Function<Target, Splitter> splitters, Seed seed, String directory) {
        ShardFolder folder =
                new ShardFolder(directory, source.sparkSession().sparkContext().hadoopConfiguration());
        folder.requireFree();
        String foldColumn = spec.foldColumn();
        try (Table table = Table.freeze(source, spec)) {
            Splitter splitter = splitters.apply(table.target());
            Target.Kind kind = table.target().kind();
            if (splitter.stratified() && kind != Target.Kind.CLASSES) {
                throw new FoldSyncException(List.of(FoldAssignment.unstratified(table.subject(), kind)));
            }
            RowOrders orders = splitter.shuffled() || !foldColumn.isEmpty()
                    ? RowOrders.shuffled(col(RowColumns.KEY), seed)
                    : RowOrders.positions(table.rows().select(RowColumns.PLACE), col(RowColumns.PLACE));
            Column stratum = splitter.stratified() ? col(RowColumns.TARGET).cast(DataTypes.IntegerType) : lit(0);
            Dataset<Row> rows = table.rows()
                    .withColumn(RowColumns.STRATUM, stratum)
                    .withColumn(RowColumns.MAJOR, orders.major())
                    .withColumn(RowColumns.MINOR, orders.minor());
            List<String> strata = splitter.stratified() && table.target() instanceof Target.Classes classes
                    ? classes.names()
                    : List.of();
            SplitPlan plan = splitter.plan(SparkSurvey.of(rows, orders, table.count(), strata, !foldColumn.isEmpty()));
            Dataset<Row> dealt = rows.withColumn(RowColumns.PART, FoldAssignment.part(plan.rule()));
            PartTally tally = PartTally.of(dealt, plan.split().parts(), table.count());
            DatasetCard card = new DatasetCard(
                    table.shape(),
                    table.type(),
                    table.target(),
                    !spec.weight().isEmpty(),
                    tally.partRows(),
                    tally.data().hex());
            folder.write(dealt, card);
            return new ShardedData(
                    folder.qualified(),
                    card,
                    plan.split(),
                    tally.split().hex(),
                    splitter.describe(),
                    table.duplicates());
        }
    }
}
