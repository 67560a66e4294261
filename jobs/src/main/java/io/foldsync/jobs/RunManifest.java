package io.foldsync.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.data.DataFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How a finished run's configuration told to read data.
 *
 * @param format empty for runs that had no configuration
 * @param options of the reader
 */
record RunManifest(Optional<DataFormat> format, Map<String, String> options) {

    /** @throws FoldSyncException {@code DATA_FORMAT} when the run's manifest cannot be read */
    static RunManifest read(String run, Configuration hadoop) {
        Path file = new Path(run, "manifest.json");
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            JsonNode data = new ObjectMapper().readTree(in).at("/configuration/data");
            Optional<DataFormat> format = Arrays.stream(DataFormat.values())
                    .filter(known ->
                            known.name().equalsIgnoreCase(data.path("format").asText()))
                    .findFirst();
            Map<String, String> options = new LinkedHashMap<>();
            data.path("options")
                    .properties()
                    .forEach(option ->
                            options.put(option.getKey(), option.getValue().asText()));
            return new RunManifest(format, options);
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.DATA_FORMAT,
                            file.toString(),
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            "the manifest of a finished run",
                            "Use the folder as the run left it.")
                    .causedBy(e);
        }
    }
}
