package io.foldsync.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The file system results are written to. */
final class OutputFiles {
    private OutputFiles() {}

    /** The file system of {@code path}; a local one without the {@code .crc} files that Hadoop lays beside its own. */
    static FileSystem of(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return files instanceof LocalFileSystem local ? local.getRaw() : files;
    }
}
