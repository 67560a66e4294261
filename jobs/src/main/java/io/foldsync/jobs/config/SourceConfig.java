package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import io.foldsync.spark.data.DataFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files are read, and how.
 *
 * @param paths URIs, at least one; for IDX the image files
 * @param labelPaths URIs of the label files, one for each of {@code paths}; for IDX only, else empty
 * @param options handed to Spark's reader, over the format's own defaults
 */
public record SourceConfig(
        DataFormat format, List<String> paths, List<String> labelPaths, Map<String, String> options) {
    public SourceConfig {
        paths = List.copyOf(paths);
        labelPaths = List.copyOf(labelPaths);
        options = Collections.unmodifiableMap(new TreeMap<>(options)); // Map.copyOf has another order in every JVM
    }

    static SourceConfig bind(Section data, Locations locations) {
        data.require("path", "a path or a list of paths", "Name the data, relative to this file.");
        List<String> paths = paths(data, "path", locations);
        DataFormat format = format(data, paths);
        List<String> labelPaths = paths(data, "labels", locations);
        Map<String, String> options = data.options("options");
        if (format == DataFormat.IDX) {
            data.require("labels", "the label file, or one for each image file", "Name them in the order of path.");
            data.refuse("format: idx", "options");
            if (data.has("labels") && labelPaths.size() != paths.size()) {
                data.conflict(
                        "labels",
                        labelPaths.size() + " label files for " + paths.size() + " image files",
                        "one for each",
                        "Name the label files in the order of path.");
            }
        } else {
            data.refuse("format: " + Value.written(format), "labels");
        }
        return new SourceConfig(format, paths, labelPaths, options);
    }

    /** As written, or as the first path's ending tells; any, once a fault has been added. */
    private static DataFormat format(Section data, List<String> paths) {
        if (data.has("format") || paths.isEmpty()) {
            return data.name("format", DataFormat.class).orElse(DataFormat.CSV);
        }
        return data.told("path", ErrorCode.CONFIG_UNKNOWN_NAME, () -> DataFormat.ofPath(paths.get(0)))
                .orElse(DataFormat.CSV);
    }

    private static List<String> paths(Section data, String key, Locations locations) {
        return data.value(key)
                .map(value -> value.listOrOne("a list of paths", path -> location(path, locations)))
                .orElse(List.of());
    }

    private static Optional<String> location(Value path, Locations locations) {
        return path.text().flatMap(text -> locations.input(text).or(() -> path.outOfRange("a path or a URI")));
    }

    void write(Map<String, Object> data) {
        data.put("format", Value.written(format));
        data.put("path", new ArrayList<>(paths));
        if (!labelPaths.isEmpty()) {
            data.put("labels", new ArrayList<>(labelPaths));
        }
        if (!options.isEmpty()) {
            data.put("options", new LinkedHashMap<>(options));
        }
    }
}
