package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.TorchScript;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads a network's file, once, where the job starts; from there its bytes travel with the recipe. */
final class NetworkFile {
    private static final long MAX_BYTES = 512 << 20;

    private NetworkFile() {}

    /** @throws FoldSyncException ({@code NETWORK_FILE}) when there is no such file, or it is unreadable or too large */
    static TorchScript read(String uri, Configuration hadoop) {
        try {
            Path file = new Path(uri);
            FileSystem system = file.getFileSystem(hadoop);
            FileStatus status = system.getFileStatus(file);
            if (status.isDirectory()) {
                throw unreadable(uri, "a directory", "Name the file in it.");
            }
            if (status.getLen() > MAX_BYTES) {
                throw unreadable(uri, status.getLen() + " bytes", "Export a smaller network.");
            }
            try (InputStream in = system.open(file)) {
                return TorchScript.of(uri, in.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException e) {
            String told = e.toString().lines().findFirst().orElse("a failure");
            throw unreadable(uri, told, "Check the path, and who may read it.").causedBy(e);
        }
    }

    private static FoldSyncException unreadable(String uri, String found, String remedy) {
        return FoldSyncException.of(
                ErrorCode.NETWORK_FILE,
                "model.file",
                uri + ", " + found,
                "a TorchScript file of at most " + (MAX_BYTES >> 20) + " MiB",
                remedy);
    }
}
