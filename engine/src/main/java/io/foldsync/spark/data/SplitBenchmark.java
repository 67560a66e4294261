package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.Seed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Times exact stratified folds against the plan everyone writes first, {@code row_number()} over a window of each class:
 * {@code spark-submit --class io.foldsync.spark.data.SplitBenchmark … 10000000}.
 *
 * <p>Both deal the same rows (a long id, ten skewed classes) to five folds and then count rows by class and fold, in turn
 * in one session, so that what else the machine does weighs on both; a first round, which also pays for compiling, does
 * not count. Prints each time, the medians and their ratio.
 */
public final class SplitBenchmark {
    private static final int FOLDS = 5;
    private static final int ROUNDS = 3;
    private static final long SEED = 42;

    private SplitBenchmark() {}

    /** @param args the number of rows, by default ten million, and a new folder to keep them in, by default none */
    public static void main(String[] args) {
        long n = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
        SparkSession spark = SparkSession.builder().appName("split benchmark").getOrCreate();
        Dataset<Row> rows = rows(spark, n);
        if (args.length > 1) {
            rows.write().parquet(args[1]);
            rows = spark.read().parquet(args[1]);
        } else {
            rows = rows.cache();
        }
        run(rows, ROUNDS, System.out);
        spark.stop();
    }

    /** n rows {@code (id, label)}; class c of 0 to 9 has a share of sqrt((c + 1) / 10) - sqrt(c / 10). */
    static Dataset<Row> rows(SparkSession spark, long n) {
        return spark.range(n).selectExpr("id", "cast(pow(rand(3), 2) * 10 as int) as label");
    }

    /** Measures both plans {@code rounds} times, says so on {@code out}, and returns how many times ours is faster. */
    static double run(Dataset<Row> rows, int rounds, PrintStream out) {
        out.printf("%,d rows, %d partitions%n", rows.count(), rows.javaRDD().getNumPartitions());
        List<Double> ours = new ArrayList<>();
        List<Double> window = new ArrayList<>();
        seconds(rows, SplitBenchmark::quantiles);
        seconds(rows, SplitBenchmark::window);
        for (int round = 0; round < rounds; round++) {
            ours.add(seconds(rows, SplitBenchmark::quantiles));
            window.add(seconds(rows, SplitBenchmark::window));
            out.printf("round %d: hash quantiles %.2f s, window %.2f s%n", round, ours.get(round), window.get(round));
        }
        double ratio = median(window) / median(ours);
        out.printf(
                "median: hash quantiles %.2f s, window %.2f s: %.2f times faster%n",
                median(ours), median(window), ratio);
        return ratio;
    }

    private static Dataset<Row> quantiles(Dataset<Row> rows) {
        return FoldAssignment.of(rows, TableSpec.defaults().withId("id"), StratifiedKFold.of(FOLDS), Seed.root(SEED))
                .rows("fold");
    }

    private static Dataset<Row> window(Dataset<Row> rows) {
        return rows.withColumn("hash", xxhash64(lit(SEED), col("id")))
                .withColumn(
                        "fold",
                        pmod(row_number().over(Window.partitionBy("label").orderBy("hash", "id")), lit(FOLDS)));
    }

    private static double seconds(Dataset<Row> rows, UnaryOperator<Dataset<Row>> plan) {
        long start = System.nanoTime();
        List<Row> spread = plan.apply(rows)
                .groupBy("label", "fold")
                .count()
                .groupBy("label")
                .agg(max("count").minus(min("count")).as("spread"), org.apache.spark.sql.functions.count(lit(1)))
                .collectAsList();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Row label : spread) {
            if (label.getLong(1) > 1 || label.getLong(2) != FOLDS) {
                throw new IllegalStateException("class " + label.get(0) + " is not evenly spread: " + label);
            }
        }
        return seconds;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
