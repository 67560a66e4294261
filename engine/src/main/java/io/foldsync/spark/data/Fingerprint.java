package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * 128 bits that stand for a set of rows in any order: two hashes of each row, each combined by exclusive or. Rows must be
 * distinct in the columns, or equal ones cancel out.
 */
record Fingerprint(long first, long second) {
    /** The fingerprint of no rows. */
    static final Fingerprint NONE = new Fingerprint(0, 0);

    /** The two aggregates that {@link #read} reads. */
    static List<Column> aggregates(Column... columns) {
        return List.of(aggregate(1, columns), aggregate(2, columns));
    }

    private static Column aggregate(int salt, Column... columns) {
        return bit_xor(
                xxhash64(Stream.concat(Stream.of(lit(salt)), Stream.of(columns)).toArray(Column[]::new)));
    }

    /** The fingerprint in {@code row} from column {@code index} on. */
    static Fingerprint read(Row row, int index) {
        return new Fingerprint(row.getLong(index), row.getLong(index + 1));
    }

    /** The fingerprint of these rows and those together. */
    Fingerprint merge(Fingerprint other) {
        return new Fingerprint(first ^ other.first, second ^ other.second);
    }

    /** 32 hex digits. */
    String hex() {
        return "%016x%016x".formatted(first, second);
    }
}
