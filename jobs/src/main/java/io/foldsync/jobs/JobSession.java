package io.foldsync.jobs;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session a job runs in: the one that is there (Databricks, notebooks, tests), or a new one. Closing stops only
 * a Spark that was started here.
 */
final class JobSession implements AutoCloseable {
    private final SparkSession spark;
    private final boolean started;

    private JobSession(SparkSession spark, boolean started) {
        this.spark = spark;
        this.started = started;
    }

    /** A session called {@code name} unless {@code spark.app.name} is set; on this machine unless a master is. */
    static JobSession open(String name) {
        SparkConf settings =
                new SparkConf().setIfMissing("spark.app.name", name).setIfMissing("spark.master", "local[*]");
        long before = System.currentTimeMillis();
        SparkSession spark = SparkSession.builder().config(settings).getOrCreate();
        return new JobSession(spark, spark.sparkContext().startTime() >= before);
    }

    SparkSession spark() {
        return spark;
    }

    @Override
    public void close() {
        if (started) {
            spark.stop();
        }
    }
}
