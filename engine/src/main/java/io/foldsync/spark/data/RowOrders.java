package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import io.foldsync.random.Seed;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * How rows are ordered ({@link io.foldsync.fold.RowOrder}), as expressions, and how wide the order is.
 *
 * @param flip XOR-ed to {@code major} it gives an unsigned number of {@code width} bits in the same order
 */
record RowOrders(Column major, Column minor, long flip, int width) {
    /** monotonically_increasing_id() keeps the partition above this bit, the index in it below. */
    private static final int PARTITION_SHIFT = 33;

    /** By two hashes of seed and key: the same wherever the row lies. */
    static RowOrders shuffled(Column key, Seed seed) {
        return new RowOrders(
                xxhash64(lit(seed.child("major").value()), key),
                xxhash64(lit(seed.child("minor").value()), key),
                Long.MIN_VALUE,
                Long.SIZE);
    }

    /**
     * By position from 0, in the order Spark reads the rows: that of one file's lines; of several files, as Spark plans
     * them. Costs a job that counts the rows of each partition.
     *
     * @param places one column {@link RowColumns#PLACE}, the same each time it is read
     */
    static RowOrders positions(Dataset<Row> places, Column place) {
        List<Row> counts = places.groupBy(
                        shiftright(col(RowColumns.PLACE), PARTITION_SHIFT).as("partition"))
                .count()
                .orderBy("partition")
                .collectAsList();
        int partitions = counts.isEmpty()
                ? 0
                : Math.toIntExact(counts.get(counts.size() - 1).getLong(0)) + 1;
        long[] before = new long[partitions];
        long rows = 0;
        for (Row row : counts) {
            before[(int) row.getLong(0)] = rows;
            rows += row.getLong(1);
        }
        UDF1<Long, Long> position = at -> before[(int) (at >>> PARTITION_SHIFT)] + (at & ((1L << PARTITION_SHIFT) - 1));
        int width = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, rows - 1)));
        return new RowOrders(udf(position, DataTypes.LongType).apply(place), lit(0L), 0, width);
    }

    /** The bucket, below 2^bits, that a row's place in the order falls into; buckets ascend with the order. */
    Column bucket(Column place, int bits) {
        return shiftrightunsigned(place.bitwiseXOR(lit(flip)), Math.max(0, width - bits));
    }
}
