package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The one directory a run writes to. Claimed before any work, so that an unusable place costs nothing; everything
 * unfinished lies below {@code _staging}, finished files appear by rename, and {@code _SUCCESS} appears last.
 */
final class OutputDirectory implements AutoCloseable {
    private static final String STAGING = "_staging";

    /** Writes one file's bytes. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final FileSystem files;
    private final Path root;
    private final boolean kept;

    private OutputDirectory(FileSystem files, Path root, boolean kept) {
        this.files = files;
        this.root = root;
        this.kept = kept;
    }

    /**
     * Claims a directory that does not exist or is empty.
     *
     * @param path any Hadoop path; without a scheme it is on the default file system
     * @throws FoldSyncException when it holds something, or cannot be written
     */
    static OutputDirectory claim(String path, Configuration hadoop) {
        try {
            Path root = new Path(path);
            FileSystem files = OutputFiles.of(root, hadoop);
            Path qualified = files.makeQualified(root);
            if (files.exists(qualified)
                    && (!files.getFileStatus(qualified).isDirectory() || files.listStatus(qualified).length > 0)) {
                throw FoldSyncException.of(
                        ErrorCode.OUTPUT_EXISTS,
                        "output " + qualified,
                        "it exists and is not an empty directory",
                        "a path that does not exist yet",
                        "Choose another output; FoldSync overwrites nothing.");
            }
            if (!files.mkdirs(new Path(qualified, STAGING))) {
                throw unwritable(qualified, "the directory could not be made", null);
            }
            return new OutputDirectory(files, qualified, true);
        } catch (IOException | IllegalArgumentException e) {
            throw unwritable(new Path(path), String.valueOf(e.getMessage()), e);
        }
    }

    /** A directory for a run that keeps no files: only its staging area is used, and it is gone when closed. */
    static OutputDirectory temporary(String runId, Configuration hadoop) {
        try {
            FileSystem files = FileSystem.get(hadoop);
            boolean local = files.getScheme().equals("file");
            Path base = local ? new Path(System.getProperty("java.io.tmpdir")) : files.getHomeDirectory();
            Path root = files.makeQualified(new Path(base, "foldsync-" + runId));
            if (!files.mkdirs(new Path(root, STAGING))) {
                throw unwritable(root, "the directory could not be made", null);
            }
            return new OutputDirectory(files, root, false);
        } catch (IOException e) {
            throw unwritable(new Path("foldsync-" + runId), String.valueOf(e.getMessage()), e);
        }
    }

    private static FoldSyncException unwritable(
            Path path, String found, @org.jspecify.annotations.Nullable Throwable cause) {
        FoldSyncException fault = FoldSyncException.of(
                ErrorCode.OUTPUT_UNWRITABLE,
                "output " + path,
                found.lines().findFirst().orElse(""),
                "a directory this user may create and write",
                "Check the path, its file system and the permissions.");
        return cause == null ? fault : fault.causedBy(cause);
    }

    /** Whether finished files stay. */
    boolean kept() {
        return kept;
    }

    /** The directory's full path. */
    Path root() {
        return root;
    }

    /** A path below the staging area. */
    Path staging(String name) {
        return new Path(new Path(root, STAGING), name);
    }

    /** Writes a file whole or not at all. */
    void write(String name, Content content) {
        Path part = staging(name + ".part");
        try {
            try (OutputStream out = files.create(part, true)) {
                content.writeTo(out);
            }
            publish(part, name);
        } catch (IOException e) {
            throw unwritable(new Path(root, name), String.valueOf(e.getMessage()), e);
        }
    }

    /** Moves a finished file or directory from the staging area to its name below the root. */
    void publish(Path staged, String name) {
        Path target = new Path(root, name);
        try {
            files.mkdirs(target.getParent());
            files.delete(target, true);
            if (!files.rename(staged, target)) {
                throw new IOException("rename of " + staged + " refused");
            }
        } catch (IOException e) {
            throw unwritable(target, String.valueOf(e.getMessage()), e);
        }
    }

    /** Removes what is unfinished, then says that the run is complete: the last file a run writes. */
    void succeed() {
        try {
            files.delete(new Path(root, STAGING), true);
            files.create(new Path(root, "_SUCCESS"), true).close();
        } catch (IOException e) {
            throw unwritable(new Path(root, "_SUCCESS"), String.valueOf(e.getMessage()), e);
        }
    }

    /** The file system the directory is on. */
    FileSystem files() {
        return files;
    }

    /** Removes what is unfinished; what has been published stays. A directory left empty goes as well. */
    @Override
    public void close() {
        try {
            files.delete(new Path(root, STAGING), true);
            if (!kept || (files.exists(root) && files.listStatus(root).length == 0)) {
                files.delete(root, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
