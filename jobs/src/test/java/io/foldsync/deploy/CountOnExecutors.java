package io.foldsync.deploy;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** The smallest application that needs executors; submitted by {@link StandaloneClusterTest}. */
public final class CountOnExecutors {
    private CountOnExecutors() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            long rows = spark.range(0, 1000, 1, 4).count();
            // The tracker counts the driver too.
            int executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
            System.out.println(rows + " rows on " + executors + " executors");
        }
    }
}
