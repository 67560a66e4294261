package io.foldsync.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;

/** For tests on Spark: one session of two threads for all test classes of this JVM. */
@Tag("spark")
public abstract class LocalSpark {

    /** The shared session; nobody stops it. */
    protected static SparkSession spark() {
        return Shared.SESSION;
    }

    private static final class Shared {
        static final SparkSession SESSION = session();

        private static SparkSession session() {
            try {
                Path scratch = Files.createTempDirectory("foldsync-spark-");
                scratch.toFile().deleteOnExit();
                return SparkSession.builder()
                        .master("local[2]")
                        .appName("tests")
                        .config("spark.ui.enabled", "false")
                        .config("spark.log.level", "OFF")
                        .config("spark.sql.shuffle.partitions", "4")
                        .config(
                                "spark.sql.warehouse.dir",
                                scratch.resolve("warehouse").toString())
                        .getOrCreate();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
