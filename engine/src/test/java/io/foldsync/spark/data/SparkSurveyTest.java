package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.fold.ArraySurvey;
import io.foldsync.fold.RowOrder;
import io.foldsync.fold.RowSurvey;
import io.foldsync.random.Seed;
import io.foldsync.spark.LocalSpark;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSurveyTest extends LocalSpark {
    private static final List<String> FOUR = List.of("a", "b", "c", "d");
    private static final int ROWS = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000L}) // few buckets, and many
    void shuffled_rows_are_surveyed_as_by_sorting_them_all(long expectedRows) {
        agrees(RowOrders.shuffled(col("key"), Seed.root(3)), expectedRows);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000L})
    void rows_in_reading_order_are_surveyed_as_by_sorting_them_all(long expectedRows) {
        RowOrders positions = RowOrders.positions(rows().select("place"), col("place"));
        List<Long> major = rows().select(positions.major().as("major")).collectAsList().stream()
                .map(row -> row.getLong(0))
                .toList();
        assertThat(major).isSorted().startsWith(0L, 1L).endsWith(ROWS - 1L);
        agrees(positions, expectedRows);
    }

    @Test
    void few_rows_are_surveyed_as_many_are() {
        RowOrders orders = RowOrders.shuffled(col("key"), Seed.root(3));
        RowSurvey few = SparkSurvey.of(ordered(orders), orders, ROWS, FOUR, true);
        RowSurvey many = new SparkSurvey(ordered(orders), orders, ROWS, FOUR, true);
        assertThat(few).isInstanceOf(ArraySurvey.class);
        assertThat(few.strata()).isEqualTo(many.strata());
        assertThat(few.first()).isEqualTo(many.first());
        assertThat(few.givenFolds()).isEqualTo(many.givenFolds());
        assertThat(few.nameOf(2)).isEqualTo(many.nameOf(2));
        assertThat(SparkSurvey.of(ordered(orders), orders, ROWS, FOUR, false).givenFolds())
                .isEmpty();
    }

    @Test
    void two_of_few_rows_of_one_order_are_a_fault() {
        RowOrders orders = RowOrders.shuffled(col("key"), Seed.root(3));
        Dataset<Row> rows = ordered(orders);
        fault(ErrorCode.DATA_ROW_ID, () -> SparkSurvey.of(rows.union(rows), orders, ROWS, FOUR, false))
                .contains("same key");
    }

    @Test
    void two_rows_of_one_order_are_a_fault_where_a_fold_would_begin() {
        Dataset<Row> rows = ordered(RowOrders.shuffled(col("key"), Seed.root(3)));
        SparkSurvey survey =
                new SparkSurvey(rows.union(rows), RowOrders.shuffled(col("key"), Seed.root(3)), ROWS, FOUR, false);
        fault(ErrorCode.DATA_ROW_ID, () -> survey.atRanks(new TreeMap<>(java.util.Map.of(0, new long[] {7}))))
                .contains("same key");
    }

    @Test
    void given_folds_are_distinct_and_ascend() {
        RowOrders orders = RowOrders.shuffled(col("key"), Seed.root(3));
        assertThat(new SparkSurvey(ordered(orders), orders, ROWS, FOUR, true).givenFolds())
                .containsExactly(-1L, 0L, 1L);
    }

    private static void agrees(RowOrders orders, long expectedRows) {
        Dataset<Row> rows = ordered(orders);
        SparkSurvey survey = new SparkSurvey(rows, orders, expectedRows, FOUR, false);
        List<Row> all = rows.collectAsList();
        ArraySurvey sorted = ArraySurvey.of(
                all.stream().mapToInt(row -> row.getAs("stratum")).toArray(),
                all.stream()
                        .map(row -> new RowOrder(row.<Long>getAs("major"), row.<Long>getAs("minor")))
                        .toList());

        assertThat(survey.strata()).isEqualTo(sorted.strata());
        assertThat(survey.first()).isEqualTo(sorted.first());
        SortedMap<Integer, long[]> ranks = new TreeMap<>();
        sorted.strata().forEach((stratum, size) -> ranks.put(stratum, new long[] {0, size / 3, size / 2, size - 1}));
        assertThat(survey.atRanks(ranks)).isEqualTo(sorted.atRanks(ranks));
        assertThat(survey.givenFolds()).isEmpty();
    }

    private static Dataset<Row> ordered(RowOrders orders) {
        return rows().withColumn("major", orders.major()).withColumn("minor", orders.minor());
    }

    /** Four skewed strata over three partitions. */
    private static Dataset<Row> rows() {
        return spark().range(0, ROWS, 1, 3)
                .selectExpr(
                        "monotonically_increasing_id() as place",
                        "cast(id as string) as key",
                        "cast(pow(rand(1), 3) * 4 as int) as stratum",
                        "id % 3 - 1 as given");
    }
}
