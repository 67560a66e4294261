package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftleft;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.ArraySurvey;
import io.foldsync.fold.RowOrder;
import io.foldsync.fold.RowSurvey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * A survey by hash quantiles: a histogram of the row order in each stratum, then the exact order inside only those few
 * buckets that hold a wanted rank. No sort, no window, no shuffle of rows.
 *
 * <p>Cost: one job that counts strata x up to 4,096 buckets, and one scan for each {@link #atRanks} that collects about
 * (wanted ranks a stratum) x n / buckets rows to the driver: forty thousand of ten million for five folds. Exact, and
 * independent of partitioning. Of few rows one job brings all orders to the driver instead. Not thread-safe.
 */
final class SparkSurvey implements RowSurvey {
    private static final int MOST_BITS = 12;
    private static final int LEAST_BITS = 4;
    /** All strata together keep about 2^16 buckets, so that the histogram stays small with a thousand classes. */
    private static final int ALL_BITS = 16;
    /** So many rows come to the driver at once, some 100 bytes each. */
    private static final int FEW = 1 << 16;
    /** Fewer buckets count faster, as their counters stay in the processor's cache; more leave fewer rows to collect. */
    private static final int BUCKET_ROWS = 1 << 14;

    private static final String CELL = "cell";

    private final Dataset<Row> rows;
    private final List<String> names;
    private final boolean readsGiven;
    private final int bits;
    private final TreeMap<Long, Long> cells;

    /**
     * Surveys rows: few of them in one job without a shuffle, many as said above.
     *
     * @param n how many rows there are
     * @throws FoldSyncException when two of few rows have the same order
     */
    static RowSurvey of(Dataset<Row> rows, RowOrders orders, long n, List<String> names, boolean readsGiven) {
        return n > FEW ? new SparkSurvey(rows, orders, n, names, readsGiven) : collected(rows, names, readsGiven);
    }

    private static RowSurvey collected(Dataset<Row> rows, List<String> names, boolean readsGiven) {
        List<Row> all = SparkFaults.surfaced(
                () -> rows.select(RowColumns.STRATUM, RowColumns.MAJOR, RowColumns.MINOR, RowColumns.GIVEN)
                        .collectAsList());
        List<RowOrder> orders = all.stream()
                .map(row -> new RowOrder(row.getLong(1), row.getLong(2)))
                .toList();
        requireDistinct(orders.stream().sorted().toList());
        long[] given =
                readsGiven ? all.stream().mapToLong(row -> row.getLong(3)).toArray() : new long[0];
        return ArraySurvey.of(all.stream().mapToInt(row -> row.getInt(0)).toArray(), orders, given, names);
    }

    /**
     * Surveys many rows.
     *
     * @param rows with columns {@code stratum, major, minor, given}; the same rows each time they are read
     * @param orders the expressions that {@code major} and {@code minor} come from
     * @param n about how many rows there are; a wrong number costs time only
     * @param names of the strata; empty where there is one, which has none
     * @param readsGiven whether {@code given} says anything
     */
    SparkSurvey(Dataset<Row> rows, RowOrders orders, long n, List<String> names, boolean readsGiven) {
        int most = Math.min(MOST_BITS, ALL_BITS - bitLength(Math.max(1, names.size())));
        this.bits = Math.max(LEAST_BITS, Math.min(most, bitLength(n / BUCKET_ROWS)));
        Column cell = shiftleft(col(RowColumns.STRATUM).cast(DataTypes.LongType), bits)
                .bitwiseOR(orders.bucket(col(RowColumns.MAJOR), bits));
        this.rows = rows.withColumn(CELL, cell);
        this.names = List.copyOf(names);
        this.readsGiven = readsGiven;
        this.cells = new TreeMap<>();
        SparkFaults.surfaced(() -> this.rows.groupBy(CELL).count().collectAsList())
                .forEach(row -> cells.put(row.getLong(0), row.getLong(1)));
    }

    @Override
    public SortedMap<Integer, Long> strata() {
        SortedMap<Integer, Long> sizes = new TreeMap<>();
        cells.forEach((cell, size) -> sizes.merge(stratum(cell), size, Long::sum));
        return sizes;
    }

    @Override
    public String nameOf(int stratum) {
        return stratum < names.size() ? names.get(stratum) : RowSurvey.super.nameOf(stratum);
    }

    @Override
    public SortedMap<Integer, RowOrder> first() {
        SortedMap<Integer, long[]> rankZero = new TreeMap<>();
        strata().keySet().forEach(stratum -> rankZero.put(stratum, new long[1]));
        SortedMap<Integer, RowOrder> first = new TreeMap<>();
        atRanks(rankZero).forEach((stratum, orders) -> first.put(stratum, orders.get(0)));
        return first;
    }

    @Override
    public SortedMap<Integer, List<RowOrder>> atRanks(SortedMap<Integer, long[]> ranks) {
        Map<Integer, List<Place>> wanted = new HashMap<>();
        ranks.forEach((stratum, asked) -> wanted.put(stratum, places(stratum, asked)));
        Long[] needed = wanted.values().stream()
                .flatMap(List::stream)
                .map(Place::cell)
                .distinct()
                .toArray(Long[]::new);
        Map<Long, List<RowOrder>> content = needed.length == 0 ? Map.of() : content(needed);
        SortedMap<Integer, List<RowOrder>> answer = new TreeMap<>();
        ranks.keySet()
                .forEach(stratum -> answer.put(
                        stratum,
                        wanted.getOrDefault(stratum, List.of()).stream()
                                .map(place -> content.getOrDefault(place.cell(), List.of())
                                        .get(place.rank()))
                                .toList()));
        return answer;
    }

    @Override
    public List<Long> givenFolds() {
        if (!readsGiven) {
            return List.of();
        }
        return rows.select(RowColumns.GIVEN).distinct().collectAsList().stream()
                .map(row -> row.getLong(0))
                .sorted()
                .toList();
    }

    /** Where each rank of the stratum is: its bucket, and the rank that is left in it. */
    private List<Place> places(int stratum, long[] ranks) {
        List<Place> places = new ArrayList<>();
        long before = 0;
        int next = 0;
        for (Map.Entry<Long, Long> cell :
                cells.subMap((long) stratum << bits, (stratum + 1L) << bits).entrySet()) {
            long after = before + cell.getValue();
            while (next < ranks.length && ranks[next] < after) {
                places.add(new Place(cell.getKey(), Math.toIntExact(ranks[next] - before)));
                next++;
            }
            before = after;
        }
        if (next < ranks.length) {
            throw new IllegalArgumentException(
                    "rank " + ranks[next] + " of stratum " + stratum + ", which has " + before + " rows");
        }
        return places;
    }

    /** The orders of all rows in the cells, sorted. */
    private Map<Long, List<RowOrder>> content(Long[] needed) {
        Map<Long, List<RowOrder>> content = new HashMap<>();
        SparkFaults.surfaced(() -> rows.where(col(CELL).isin((Object[]) needed))
                        .select(CELL, RowColumns.MAJOR, RowColumns.MINOR)
                        .collectAsList())
                .forEach(row -> content.computeIfAbsent(row.getLong(0), cell -> new ArrayList<>())
                        .add(new RowOrder(row.getLong(1), row.getLong(2))));
        content.forEach((cell, orders) -> {
            Collections.sort(orders);
            requireSame(cells.getOrDefault(cell, 0L), orders);
        });
        return content;
    }

    private static void requireSame(long counted, List<RowOrder> orders) {
        if (counted != orders.size()) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "survey of the rows",
                    counted + " rows in a bucket at first, " + orders.size() + " when read again",
                    "the same rows each time they are read",
                    "Cache or save the DataFrame before folding it.");
        }
        requireDistinct(orders);
    }

    private static void requireDistinct(List<RowOrder> orders) {
        for (int i = 1; i < orders.size(); i++) {
            if (orders.get(i).equals(orders.get(i - 1))) {
                throw FoldSyncException.of(
                        ErrorCode.DATA_ROW_ID,
                        "survey of the rows",
                        "two rows with the same key",
                        "an id of its own for every row",
                        "Drop the duplicates or choose another id column.");
            }
        }
    }

    private static int bitLength(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }

    private int stratum(long cell) {
        return (int) (cell >> bits);
    }

    /** A rank's bucket, and the rank counted from the bucket's first row. */
    private record Place(long cell, int rank) {}
}
