package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The dealt rows, counted and fingerprinted in one job before any is written.
 *
 * @param partRows rows in each part, by part
 * @param data over key, features, target and weight
 * @param split over key and part
 */
record PartTally(List<Long> partRows, Fingerprint data, Fingerprint split) {
    PartTally {
        partRows = List.copyOf(partRows);
    }

    /**
     * Counts the rows of each part.
     *
     * @param surveyed how many rows the survey saw
     * @throws FoldSyncException when the rows are no longer those surveyed
     */
    static PartTally of(Dataset<Row> dealt, int parts, long surveyed) {
        Column key = col(RowColumns.KEY);
        List<Column> hashes = new ArrayList<>(
                Fingerprint.aggregates(key, col(RowColumns.FEATURES), col(RowColumns.TARGET), col(RowColumns.WEIGHT)));
        hashes.addAll(Fingerprint.aggregates(key, col(RowColumns.PART)));
        List<Row> found = SparkFaults.surfaced(() -> dealt.groupBy(RowColumns.PART)
                .agg(count(lit(1)), hashes.toArray(Column[]::new))
                .collectAsList());
        Long[] partRows = new Long[parts];
        Arrays.fill(partRows, 0L);
        Fingerprint data = Fingerprint.NONE;
        Fingerprint split = Fingerprint.NONE;
        for (Row part : found) {
            partRows[part.getInt(0)] = part.getLong(1);
            data = data.merge(Fingerprint.read(part, 2));
            split = split.merge(Fingerprint.read(part, 4));
        }
        long rows = Arrays.stream(partRows).mapToLong(Long::longValue).sum();
        if (rows != surveyed) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "rows dealt to parts",
                    rows + " rows",
                    surveyed + " rows, as surveyed",
                    "Save the DataFrame first; it gives other rows each time it is read.");
        }
        return new PartTally(Arrays.asList(partRows), data, split);
    }
}
