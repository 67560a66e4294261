package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.xxhash64;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows with a key that names each of them alone and that no partitioning can change.
 *
 * @param rows the rows with a column {@code key} more
 * @param duplicates rows that equal an earlier one in everything; not counted (0) where the user's id names rows
 */
record RowKeys(Dataset<Row> rows, long duplicates) {
    private static final int HEX_DIGITS = 16;

    /**
     * The user's ids as keys.
     *
     * @throws FoldSyncException when two rows share one
     */
    static RowKeys ofIds(Dataset<Row> rows, String idColumn) {
        Row twice = rows.groupBy(RowColumns.ID)
                .count()
                .where(col("count").gt(1))
                .agg(count(lit(1)), sum("count"), min(RowColumns.ID))
                .first();
        if (twice.getLong(0) > 0) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_ROW_ID,
                    "id column '" + idColumn + "'",
                    "%d ids on %d rows, for example '%s'"
                            .formatted(twice.getLong(0), twice.getLong(1), twice.getString(2)),
                    "an id of its own for every row",
                    "Drop the duplicates, or leave the id out to name rows by their content.");
        }
        return new RowKeys(rows.withColumn(RowColumns.KEY, col(RowColumns.ID)), 0);
    }

    /**
     * Keys from the rows' content: 128 bits of hash over features, label and weight as 32 hex digits. Rows that are equal
     * in all of them get {@code #1}, {@code #2} and so on behind it, by fold and reading order; as they are equal, it is
     * no matter which of them is which.
     */
    static RowKeys ofContent(Dataset<Row> rows) {
        Dataset<Row> named = rows.withColumn(RowColumns.KEY, concat(contentHash(1), contentHash(2)));
        Dataset<Row> shared =
                named.groupBy(RowColumns.KEY).count().where(col("count").gt(1));
        Row found = shared.agg(count(lit(1)), sum("count")).first();
        if (found.getLong(0) == 0) {
            return new RowKeys(named, 0);
        }
        Dataset<Row> keys = shared.select(RowColumns.KEY);
        Column number = row_number()
                .over(Window.partitionBy(RowColumns.KEY).orderBy(RowColumns.GIVEN, RowColumns.PLACE))
                .cast(DataTypes.StringType);
        Dataset<Row> twins = named.join(keys, named.col(RowColumns.KEY).equalTo(keys.col(RowColumns.KEY)), "left_semi")
                .withColumn(RowColumns.KEY, concat(col(RowColumns.KEY), lit("#"), number));
        Dataset<Row> plain = named.join(keys, named.col(RowColumns.KEY).equalTo(keys.col(RowColumns.KEY)), "left_anti");
        return new RowKeys(plain.union(twins), found.getLong(1) - found.getLong(0));
    }

    private static Column contentHash(int salt) {
        Column hash = xxhash64(lit(salt), col(RowColumns.FEATURES), col(RowColumns.LABEL), col(RowColumns.WEIGHT));
        // lower() would do the same, and load seconds' worth of tables for the cases of all the world's scripts.
        return translate(lpad(hex(hash), HEX_DIGITS, "0"), "ABCDEF", "abcdef");
    }
}
