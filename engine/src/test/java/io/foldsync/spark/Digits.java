package io.foldsync.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The shipped digits: 1,797 rows, 64 features 0 to 16, label 0 to 9. */
final class Digits {
    private static final String SCHEMA =
            IntStream.range(0, 64).mapToObj(i -> "p" + i + " INT, ").collect(Collectors.joining()) + "label INT";

    private Digits() {}

    static Path file() {
        Path here = Path.of("").toAbsolutePath();
        Path module = here.resolve("../conf/data/digits.csv").normalize(); // Surefire runs in the module's folder
        return Files.exists(module) ? module : here.resolve("conf/data/digits.csv");
    }

    static Dataset<Row> rows(SparkSession spark) {
        return spark.read().option("header", true).schema(SCHEMA).csv(file().toString());
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
