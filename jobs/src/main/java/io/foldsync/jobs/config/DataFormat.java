package io.foldsync.jobs.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How input files are laid out. */
public enum DataFormat {
    CSV(".csv"),
    JSON(".json", ".jsonl", ".ndjson"),
    PARQUET(".parquet"),
    LIBSVM(".libsvm", ".svm"),
    /** Images and their labels, as MNIST and its kin are published. */
    IDX(".idx", "-ubyte");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> endings;

    DataFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** The format a file's name tells, whether compressed or not; empty when it tells none. */
    static Optional<DataFormat> byEnding(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "").replaceAll("\\.(gz|bz2|zst|snappy|lz4)$", "");
        for (DataFormat format : values()) {
            if (format.endings.stream().anyMatch(name::endsWith)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Whether rows have columns that the user names; otherwise labels and features are where the format has them. */
    boolean named() {
        return this != LIBSVM && this != IDX;
    }
}
