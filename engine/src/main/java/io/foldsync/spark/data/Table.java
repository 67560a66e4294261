package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A user's DataFrame, checked, keyed and frozen: however often it is read from now on, it gives the same rows.
 *
 * <p>Frozen on disk and not in memory: it is read a handful of times and dropped, and executors with little heap must
 * stand it. Close it when the shards are written.
 */
final class Table implements AutoCloseable {
    private final Dataset<Row> drafts;
    private final Inspection inspection;
    private final TableColumns columns;
    private final Target target;
    private final RowKeys keys;

    private Table(Dataset<Row> drafts, Inspection inspection, TableColumns columns, Target target, RowKeys keys) {
        this.drafts = drafts;
        this.inspection = inspection;
        this.columns = columns;
        this.target = target;
        this.keys = keys;
    }

    /**
     * Reads the source once and checks it.
     *
     * @throws io.foldsync.error.FoldSyncException with every fault of the schema, or else of the rows
     */
    static Table freeze(Dataset<Row> source, TableSpec spec) {
        TableColumns columns = TableColumns.resolve(spec, source.schema());
        Dataset<Row> drafts = columns.drafted(source).persist(StorageLevel.DISK_ONLY());
        try {
            return of(drafts, columns);
        } catch (RuntimeException failure) {
            drafts.unpersist();
            throw failure;
        }
    }

    private static Table of(Dataset<Row> drafts, TableColumns columns) {
        Inspection inspection = Inspection.of(drafts, columns);
        TargetColumns.Encoded encoded = columns.label().encoded(drafts);
        boolean narrow =
                inspection.type() == FeatureType.UINT8 && columns.features().kind() != FeatureColumns.Kind.BYTES;
        Column features = col(RowColumns.FEATURES);
        Dataset<Row> rows =
                drafts.withColumn(RowColumns.FEATURES, narrow ? PackedFeatures.toBytes(features) : features);
        RowKeys keys = columns.spec().id().isEmpty()
                ? RowKeys.ofContent(rows)
                : RowKeys.ofIds(rows, columns.spec().id());
        Dataset<Row> targeted = keys.rows().withColumn(RowColumns.TARGET, encoded.value());
        return new Table(drafts, inspection, columns, encoded.target(), new RowKeys(targeted, keys.duplicates()));
    }

    /** Rows with {@code place, key, features, target, weight, given}. */
    Dataset<Row> rows() {
        return keys.rows()
                .select(
                        RowColumns.PLACE,
                        RowColumns.KEY,
                        RowColumns.FEATURES,
                        RowColumns.TARGET,
                        RowColumns.WEIGHT,
                        RowColumns.GIVEN);
    }

    /** n. */
    long count() {
        return inspection.rows();
    }

    List<Integer> shape() {
        return inspection.shape();
    }

    FeatureType type() {
        return inspection.type();
    }

    Target target() {
        return target;
    }

    /** The label column or columns, as faults call them. */
    String subject() {
        return columns.label().subject();
    }

    /** See {@link RowKeys#duplicates}. */
    long duplicates() {
        return keys.duplicates();
    }

    /** Lets go of the frozen rows. */
    @Override
    public void close() {
        drafts.unpersist();
    }
}
