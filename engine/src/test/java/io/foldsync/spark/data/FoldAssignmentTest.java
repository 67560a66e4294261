package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.fold.ArraySurvey;
import io.foldsync.fold.GivenFolds;
import io.foldsync.fold.KFold;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.Seed;
import io.foldsync.spark.LocalSpark;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FoldAssignmentTest extends LocalSpark {
    private static final int K = 5;
    private static final TableSpec SPEC = TableSpec.defaults().withId("id");

    @Test
    void the_same_rows_get_the_same_folds_however_they_are_partitioned_and_ordered() {
        Dataset<Row> rows = SplitBenchmark.rows(spark(), 200_000).cache();
        Row one = fingerprint(rows.coalesce(1));
        assertThat(fingerprint(rows.repartition(7, xxhash64(col("id"))))).isEqualTo(one);
        assertThat(fingerprint(
                        rows.repartitionByRange(64, xxhash64(lit(9), col("id"))).sortWithinPartitions("label")))
                .isEqualTo(one);
        assertThat(fold(rows, Seed.root(8)).agg(hash()).first()).isNotEqualTo(one);
        rows.unpersist();
    }

    @Test
    void classes_and_all_rows_are_spread_to_within_one_row() {
        Dataset<Row> rows = SplitBenchmark.rows(spark(), 200_003).cache();
        Map<Integer, Map<Integer, Long>> byClass = new TreeMap<>();
        Map<Integer, Long> all = new TreeMap<>();
        for (Row row : fold(rows, Seed.root(7)).groupBy("label", "fold").count().collectAsList()) {
            byClass.computeIfAbsent(row.getInt(0), label -> new TreeMap<>()).put(row.getInt(1), row.getLong(2));
            all.merge(row.getInt(1), row.getLong(2), Long::sum);
        }
        assertThat(byClass).hasSize(10);
        assertThat(byClass.values())
                .allSatisfy(counts -> assertThat(spread(counts.values())).isLessThanOrEqualTo(1));
        assertThat(spread(all.values())).isLessThanOrEqualTo(1);
        rows.unpersist();
    }

    @Test
    void without_shuffling_rows_are_dealt_in_reading_order_as_on_one_machine() {
        List<Integer> labels = java.util.stream.IntStream.range(0, 997)
                .mapToObj(i -> 3 - (int) Math.sqrt(i * 7919 % 16))
                .toList();
        Splitter splitter = StratifiedKFold.of(K).withShuffle(false);
        Dataset<Row> rows = spark().createDataset(labels, org.apache.spark.sql.Encoders.INT())
                .toDF("label")
                .coalesce(3);
        List<Integer> folds =
                FoldAssignment.of(rows, TableSpec.defaults(), splitter, Seed.root(1))
                        .rows("fold")
                        .collectAsList()
                        .stream()
                        .map(row -> row.getInt(1))
                        .toList();

        ArraySurvey survey =
                ArraySurvey.inOrder(labels.stream().mapToInt(Integer::intValue).toArray());
        assertThat(folds)
                .containsExactlyElementsOf(java.util.Arrays.stream(
                                survey.parts(splitter.plan(survey).rule()))
                        .boxed()
                        .toList());
    }

    @Test
    void given_folds_keep_their_rows() {
        Dataset<Row> rows = spark().range(30).selectExpr("id", "id % 3 * 10 as mine");
        FoldAssignment folds = FoldAssignment.of(rows, TableSpec.defaults(), GivenFolds.of("mine"), Seed.root(1));
        assertThat(folds.plan().split().folds()).isEqualTo(3);
        assertThat(folds.rows("part").where("part * 10 != mine").count()).isZero();
    }

    @Test
    void the_benchmark_deals_evenly_both_ways() {
        int many = 70_000; // more than come to the driver at once
        assertThat(SplitBenchmark.run(SplitBenchmark.rows(spark(), many), 1, System.out))
                .isPositive();
    }

    @Test
    void what_is_missing_is_said_at_once() {
        Dataset<Row> rows = spark().range(30).selectExpr("id", "id / 2 as label");
        fault(
                        ErrorCode.DATA_ROW_ID,
                        () -> FoldAssignment.of(rows, TableSpec.defaults(), StratifiedKFold.of(3), Seed.root(1)))
                .contains("no id column", "real numbers");
        fault(ErrorCode.DATA_COLUMN, () -> FoldAssignment.of(rows, SPEC.withId("di"), KFold.of(3), Seed.root(1)))
                .contains("nearest is 'id'");
    }

    private static Dataset<Row> fold(Dataset<Row> rows, Seed seed) {
        return FoldAssignment.of(rows, SPEC, StratifiedKFold.of(K), seed).rows("fold");
    }

    private static Row fingerprint(Dataset<Row> rows) {
        return fold(rows, Seed.root(7)).agg(hash()).first();
    }

    private static org.apache.spark.sql.Column hash() {
        return org.apache.spark.sql.functions.bit_xor(xxhash64(col("id"), col("fold")));
    }

    private static long spread(Collection<Long> counts) {
        assertThat(counts).hasSize(K);
        return Collections.max(counts) - Collections.min(counts);
    }
}
