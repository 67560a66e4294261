package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * A configuration file's text.
 *
 * @param location the file's URI
 */
record ConfigurationText(String location, String text) {
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads a file of any Hadoop file system. A path without a scheme is on this machine, whatever {@code fs.defaultFS}
     * says: it is what the shell completed.
     *
     * @throws FoldSyncException when there is no such file, or it is unreadable, too large, or not UTF-8
     */
    static ConfigurationText read(String path, Configuration hadoop) {
        try {
            Path file = new Path(path);
            if (file.toUri().getScheme() == null) {
                file = new Path("file:" + java.nio.file.Path.of(path).toAbsolutePath());
            }
            FileSystem system = file.getFileSystem(hadoop);
            FileStatus status = system.getFileStatus(file);
            if (status.isDirectory()) {
                throw unreadable(path, "a directory", "Name the file in it.");
            }
            if (status.getLen() > MAX_BYTES) {
                throw unreadable(
                        path, status.getLen() + " bytes", "Is it the data that you named? Name the configuration.");
            }
            try (InputStream in = system.open(file)) {
                return new ConfigurationText(file.toString(), decode(path, in.readNBytes(MAX_BYTES + 1)));
            }
        } catch (FileNotFoundException e) {
            throw unreadable(path, "no such file", "Check the path.").causedBy(e);
        } catch (AccessDeniedException | AccessControlException e) {
            throw unreadable(path, "no permission to read it", "Grant it to the user who runs the job.")
                    .causedBy(e);
        } catch (UnsupportedFileSystemException e) {
            throw unreadable(path, "no file system of that scheme", "Bring its jar with --packages or --jars.")
                    .causedBy(e);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, oneLine(e), "Check the path, and that its file system is up.")
                    .causedBy(e);
        }
    }

    private static String decode(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(path, "bytes that are no text", "Save it as UTF-8.")
                    .causedBy(e);
        }
    }

    private static FoldSyncException unreadable(String path, String found, String remedy) {
        return FoldSyncException.of(
                ErrorCode.CONFIG_UNREADABLE, path, found, "a configuration file in YAML or JSON", remedy);
    }

    private static String oneLine(Exception e) {
        return e.toString().lines().findFirst().orElse("a failure");
    }
}
