package io.foldsync.spark.data;

import static java.util.Locale.ROOT;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The file formats that rows are read from. */
public enum DataFormat {
    /** Text with separators; by default the first line names the columns and their types are inferred. */
    CSV,
    /** One JSON object a line. */
    JSON,
    /** Columns with types, as Spark writes them. */
    PARQUET,
    /** Lines of {@code label index:value …}; read as columns {@code label} and {@code features}. */
    LIBSVM,
    /** Images and labels as MNIST has them; read as columns {@code position}, {@code label} and {@code image}. */
    IDX;

    private static final List<String> COMPRESSIONS = List.of(".gz", ".bz2", ".zst", ".xz");

    /**
     * The format that a file's or folder's ending names, compression aside: {@code rows.csv.gz} is CSV.
     *
     * @throws FoldSyncException when no format has this ending
     */
    public static DataFormat ofPath(String path) {
        String name = path.toLowerCase(ROOT).replaceAll("[/*]+$", "");
        String bare = COMPRESSIONS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(compression -> name.substring(0, name.length() - compression.length()))
                .orElse(name);
        return Arrays.stream(values())
                .filter(format -> format.endings().stream().anyMatch(bare::endsWith))
                .findFirst()
                .orElseThrow(() -> FoldSyncException.of(
                        ErrorCode.DATA_FORMAT,
                        path,
                        "an ending that names no format",
                        "one of "
                                + Arrays.stream(values())
                                        .flatMap(format -> format.endings().stream())
                                        .collect(Collectors.joining(", ")),
                        "Name the format (data.format) or rename the file."));
    }

    /** The jobs of the columns that this format always has; {@link TableSpec#defaults()} where it has none. */
    public TableSpec tableSpec() {
        return switch (this) {
            case LIBSVM -> TableSpec.defaults().withFeatures("features");
            case IDX -> TableSpec.defaults().withFeatures(IdxImages.IMAGE).withId(IdxImages.POSITION);
            case CSV, JSON, PARQUET -> TableSpec.defaults();
        };
    }

    /** The reader's options where the user sets none. */
    Map<String, String> defaultOptions() {
        return this == CSV ? Map.of("header", "true", "inferSchema", "true") : Map.of();
    }

    private List<String> endings() {
        return switch (this) {
            case CSV -> List.of(".csv");
            case JSON -> List.of(".json", ".jsonl", ".ndjson");
            case PARQUET -> List.of(".parquet");
            case LIBSVM -> List.of(".libsvm", ".svm");
            case IDX -> List.of("-ubyte", ".idx");
        };
    }

    /** The name that Spark's reader knows the format by; IDX it does not know. */
    String sparkName() {
        return name().toLowerCase(ROOT);
    }
}
