package io.foldsync.spark;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions for tests, one at a time in this JVM. */
final class Masters {
    private Masters() {}

    /** A use of a session. */
    interface Use<T> {
        T with(SparkSession spark) throws Exception;
    }

    /** Runs on a fresh session of {@code master}, which may be a local-cluster, and stops it. */
    static <T> T on(String master, Use<T> use) throws Exception {
        return on(master, new SparkConf(), use);
    }

    /** The same with settings of the test's own, which must leave those below alone. */
    static <T> T on(String master, SparkConf settings, Use<T> use) throws Exception {
        LocalSpark.stop();
        try (SparkSession spark = SparkSession.builder()
                .config(LocalityWait.in(settings.setIfMissing("spark.ui.enabled", "false")))
                .master(master)
                .appName("test on " + master)
                .config("spark.sql.shuffle.partitions", "3")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of(System.getProperty("java.io.tmpdir"), "warehouse")
                                .toString())
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.defaultJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                .config("spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            if (!spark.sparkContext().master().equals(master)) {
                throw new IllegalStateException(
                        "asked for " + master + ", got " + spark.sparkContext().master());
            }
            return use.with(spark);
        }
    }
}
