package io.foldsync.jobs.bench;

import static org.apache.spark.sql.functions.col;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.data.DataFormat;
import io.foldsync.spark.data.DataSource;
import io.foldsync.spark.data.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Where the workloads' rows come from.
 *
 * @param images a folder with Fashion-MNIST's four files; empty: images are invented
 * @param digits the table of handwritten digits; empty: workloads on digits cannot run
 * @param seed of invented rows
 */
public record BenchData(Optional<Path> images, Optional<Path> digits, long seed) {
    private static final List<String> IMAGE_FILES = List.of("train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz");
    private static final List<String> LABEL_FILES = List.of("train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz");

    /** Where Debian's package dataset-fashion-mnist and torchvision put the files. */
    private static final List<Path> KNOWN_FOLDERS =
            List.of(Path.of("/usr/share/datasets/fashion-mnist"), Path.of("data/FashionMNIST/raw"));

    private static final Path SHIPPED_DIGITS = Path.of("conf/data/digits.csv");

    /**
     * The data at the places that are named, or else at those where they usually are.
     *
     * @throws FoldSyncException ({@code DATA_NOT_FOUND}) when a place is named and does not hold them
     */
    public static BenchData find(Optional<Path> images, Optional<Path> digits, long seed) {
        images.filter(folder -> !holdsImages(folder)).ifPresent(folder -> {
            throw missing(
                    "--data " + folder,
                    String.join(", ", files().toList()),
                    "Correct the folder, or leave --data out to train on invented images.");
        });
        digits.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw missing("--digits " + file, "the file", "Correct the path; the file is conf/data/digits.csv.");
        });
        return new BenchData(
                images.or(() ->
                        KNOWN_FOLDERS.stream().filter(BenchData::holdsImages).findFirst()),
                digits.or(() -> Optional.of(SHIPPED_DIGITS).filter(Files::isReadable)),
                seed);
    }

    private static FoldSyncException missing(String where, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.DATA_NOT_FOUND, where, "not there, or not readable", expected, remedy);
    }

    private static boolean holdsImages(Path folder) {
        return files().allMatch(file -> Files.isReadable(folder.resolve(file)));
    }

    private static Stream<String> files() {
        return Stream.concat(IMAGE_FILES.stream(), LABEL_FILES.stream());
    }

    /** Whether there is something to train {@code workload} on. */
    public boolean suffice(Workload workload) {
        return workload.material() != Material.DIGITS || digits.isPresent();
    }

    /** A line for people on what {@code workload} learns from; the word {@code synthetic} where it is invented. */
    String describe(Workload workload) {
        return switch (workload.material()) {
            case IMAGES -> images.map(Path::toString).orElse("synthetic images, seed " + seed);
            case DIGITS -> digits.orElseThrow().toString();
            case TEXT -> "synthetic text, seed " + seed;
        };
    }

    boolean synthetic(Workload workload) {
        return switch (workload.material()) {
            case IMAGES -> images.isEmpty();
            case DIGITS -> false;
            case TEXT -> true;
        };
    }

    /** The rows of {@code workload}, lazily. */
    Dataset<Row> rows(SparkSession spark, Workload workload) {
        return switch (workload.material()) {
            case IMAGES -> images(spark, workload.rows());
            case DIGITS -> digits(spark, workload.rows());
            case TEXT -> SyntheticText.rows(spark, workload.rows(), seed);
        };
    }

    private Dataset<Row> digits(SparkSession spark, int rows) {
        Dataset<Row> all = DataSource.of(uri(digits.orElseThrow())).read(spark);
        return rows == Workload.EVERY_ROW ? all : all.limit(rows);
    }

    private Dataset<Row> images(SparkSession spark, int rows) {
        if (images.isEmpty()) {
            return SyntheticImages.rows(spark, rows, seed);
        }
        Path folder = images.get();
        return DataSource.idx(uris(folder, IMAGE_FILES), uris(folder, LABEL_FILES))
                .read(spark)
                .where(col(SyntheticImages.POSITION).lt(rows));
    }

    private static List<String> uris(Path folder, List<String> files) {
        return files.stream().map(file -> uri(folder.resolve(file))).toList();
    }

    private static String uri(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /** Which column of {@link #rows} does which job. */
    TableSpec table(Workload workload) {
        return switch (workload.material()) {
            case IMAGES -> DataFormat.IDX.tableSpec().withShape(1, SyntheticImages.SIDE, SyntheticImages.SIDE);
            case DIGITS -> TableSpec.defaults();
            case TEXT -> TableSpec.defaults().withFeatures(SyntheticText.TOKENS).withId(SyntheticText.POSITION);
        };
    }
}
