package io.foldsync.jobs.config;

import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What relative paths are relative to. Input paths follow the configuration file, so that both travel together; the
 * output follows the working directory, where the person is. A path without a scheme never means the cluster's default
 * file system unless the configuration itself lies there.
 *
 * @param configuration the URI of the configuration file
 * @param workingDirectory the URI of a directory
 */
record Locations(String configuration, String workingDirectory) {

    /** The URI of an input path, or empty when the text is no path. */
    Optional<String> input(String path) {
        return resolve(new Path(configuration).getParent(), path);
    }

    /** The URI of the output path, or empty when the text is no path. */
    Optional<String> output(String path) {
        return resolve(new Path(workingDirectory), path);
    }

    private static Optional<String> resolve(Path directory, String path) {
        try {
            return Optional.of(new Path(directory, path).toString());
        } catch (IllegalArgumentException e) { // the only way to ask Hadoop whether a text is a path
            return Optional.empty();
        }
    }
}
