package io.foldsync.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** For tests on Spark: one session of two threads for all test classes of this JVM. */
@Tag("spark")
public abstract class LocalSpark {

    private static @Nullable SparkSession shared;

    /** The shared session, started by whoever asks first. */
    protected static synchronized SparkSession spark() {
        SparkSession session = shared;
        if (session == null || session.sparkContext().isStopped()) {
            session = start();
            shared = session;
        }
        return session;
    }

    /** Makes room for a session of another master: a JVM has one at a time, and would hand out this one again. */
    static synchronized void stop() {
        SparkSession session = shared;
        if (session != null) {
            session.stop();
            shared = null;
        }
    }

    private static SparkSession start() {
        try {
            Path scratch = Files.createTempDirectory("foldsync-spark-");
            scratch.toFile().deleteOnExit();
            return SparkSession.builder()
                    .master("local[2]")
                    .appName("tests")
                    .config("spark.ui.enabled", "false")
                    .config("spark.log.level", "OFF")
                    .config("spark.sql.shuffle.partitions", "4")
                    .config("spark.sql.adaptive.enabled", "false") // plans small queries again and again
                    .config(
                            "spark.sql.warehouse.dir",
                            scratch.resolve("warehouse").toString())
                    .getOrCreate();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
