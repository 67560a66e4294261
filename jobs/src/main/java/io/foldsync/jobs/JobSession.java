package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.FirstExecutor;
import io.foldsync.spark.LocalityWait;
import io.foldsync.spark.data.SparkFaults;
import java.time.Duration;
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

    /**
     * A session called {@code name} unless {@code spark.app.name} is set; on this machine unless a master is.
     *
     * @param patience how long to wait for a master, and then for its first executor
     * @throws FoldSyncException when Spark cannot start, or there is nothing to run on
     */
    static JobSession open(String name, Duration patience) {
        return open(new SparkConf(), name, patience);
    }

    /** The same with settings of Spark's that count before all others. */
    static JobSession open(SparkConf over, String name, Duration patience) {
        SparkConf settings = LocalityWait.in(
                over.clone().setIfMissing("spark.app.name", name).setIfMissing("spark.master", "local[*]"));
        long before = System.currentTimeMillis();
        if (SparkSession.getDefaultSession().isEmpty()) {
            StandaloneMaster.await(settings.get("spark.master"), patience);
        }
        SparkSession spark = start(settings);
        JobSession session = new JobSession(spark, spark.sparkContext().startTime() >= before);
        try {
            FirstExecutor.await(spark, patience);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    private static SparkSession start(SparkConf settings) {
        try {
            return SparkSession.builder().config(settings).getOrCreate();
        } catch (RuntimeException e) {
            throw FoldSyncException.of(
                            ErrorCode.NO_EXECUTORS,
                            "master " + settings.get("spark.master"),
                            "Spark did not start: " + SparkFaults.rootMessage(e),
                            "a Spark that starts",
                            "Check the master and the spark.* settings; --stacktrace shows where it stopped.")
                    .causedBy(e);
        }
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
