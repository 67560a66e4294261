package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Looks at input paths before Spark does, because Spark's own words for a missing or closed file mislead. */
final class ReadablePaths {
    private ReadablePaths() {}

    /** @throws FoldSyncException with one fault for each path that is missing, unreadable or holds nothing */
    static void check(Configuration hadoop, List<String> paths) {
        List<Fault> faults = new ArrayList<>();
        for (String path : paths) {
            fault(hadoop, path).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
    }

    private static Optional<Fault> fault(Configuration hadoop, String text) {
        try {
            Path path = new Path(text);
            FileSystem files = path.getFileSystem(hadoop);
            FileStatus[] matches = files.globStatus(path);
            if (matches == null || matches.length == 0) {
                return Optional.of(new Fault(
                        ErrorCode.DATA_NOT_FOUND,
                        text,
                        "no such file or folder on " + files.getUri(),
                        "a path that exists",
                        "Check the path, and that the cluster sees the same file system."));
            }
            long bytes = 0;
            for (FileStatus match : matches) {
                bytes += bytesBelow(files, match);
            }
            return bytes > 0
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            ErrorCode.DATA_EMPTY, text, "0 bytes", "at least one row", "Check what wrote it."));
        } catch (AccessControlException | java.nio.file.AccessDeniedException refused) {
            return Optional.of(unreadable(text, refused));
        } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
            return Optional.of(unreadable(text, failure));
        }
    }

    private static Fault unreadable(String path, Exception failure) {
        return new Fault(
                ErrorCode.DATA_UNREADABLE,
                path,
                "it cannot be read: " + SparkFaults.rootMessage(failure),
                "a file system and a path that this user may read",
                "Check the path's scheme, its permissions and the credentials.");
    }

    /** Bytes in the data files below, having opened the first of them; hidden files do not count. */
    private static long bytesBelow(FileSystem files, FileStatus status) throws IOException {
        if (status.isFile()) {
            try (InputStream content = files.open(status.getPath())) {
                return content.read() < 0 ? 0 : Math.max(status.getLen(), 1);
            }
        }
        for (FileStatus child : files.listStatus(status.getPath())) {
            String name = child.getPath().getName();
            boolean hidden = name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
            long bytes = hidden ? 0 : bytesBelow(files, child);
            if (bytes > 0) {
                return bytes;
            }
        }
        return 0;
    }
}
