package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The one directory a run writes to. Claimed before any work, so that an unusable place costs nothing; everything
 * unfinished lies below {@code _staging}, finished files appear by rename, and {@code _SUCCESS} appears last. Until then
 * {@code _UNFINISHED} says that a run of FoldSync's may {@linkplain Resume go on} here.
 */
final class OutputDirectory implements AutoCloseable {
    private static final String STAGING = "_staging";
    private static final String UNFINISHED = "_UNFINISHED";
    private static final String SUCCESS = "_SUCCESS";

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
     * Claims a directory that does not exist or is empty, or one that an unfinished run has left.
     *
     * @param path any Hadoop path; without a scheme it is on the default file system
     * @throws FoldSyncException when it holds something else, or cannot be written
     */
    static OutputDirectory claim(String path, Configuration hadoop, Resume resume) {
        try {
            Path root = new Path(path);
            FileSystem files = OutputFiles.of(root, hadoop);
            Path qualified = files.makeQualified(root);
            boolean left = resume == Resume.AUTO && unfinished(files, qualified);
            if (!left
                    && files.exists(qualified)
                    && (!files.getFileStatus(qualified).isDirectory() || files.listStatus(qualified).length > 0)) {
                throw occupied(files, qualified, resume);
            }
            files.delete(new Path(qualified, STAGING), true); // what a run left that was killed
            if (!files.mkdirs(new Path(qualified, STAGING))) {
                throw unwritable(qualified, "the directory could not be made", null);
            }
            files.create(new Path(qualified, UNFINISHED), true).close();
            return new OutputDirectory(files, qualified, true);
        } catch (IOException | IllegalArgumentException e) {
            throw unwritable(new Path(path), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean unfinished(FileSystem files, Path root) throws IOException {
        return files.exists(new Path(root, UNFINISHED)) && !files.exists(new Path(root, SUCCESS));
    }

    private static FoldSyncException occupied(FileSystem files, Path root, Resume resume) throws IOException {
        boolean left = unfinished(files, root);
        return FoldSyncException.of(
                ErrorCode.OUTPUT_EXISTS,
                "output " + root,
                left
                        ? "a run was begun there and has not finished"
                        : files.exists(new Path(root, SUCCESS))
                                ? "a finished run is there"
                                : "it exists and is not an empty directory",
                resume == Resume.AUTO
                        ? "an unfinished run, or a path that does not exist yet"
                        : "a path that does not exist yet",
                left
                        ? "Let the run go on with --resume auto, or choose another output; FoldSync overwrites nothing."
                        : "Choose another output; FoldSync overwrites nothing.");
    }

    /** Whether a run has finished there. */
    static boolean finished(String path, Configuration hadoop) {
        try {
            Path root = new Path(path);
            return OutputFiles.of(root, hadoop).exists(new Path(root, SUCCESS));
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
        } catch (IOException | FSError e) { // an error is what Hadoop's local file system makes of a full disk
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
            files.create(new Path(root, SUCCESS), true).close();
            files.delete(new Path(root, UNFINISHED), false);
        } catch (IOException | FSError e) {
            throw unwritable(new Path(root, SUCCESS), String.valueOf(e.getMessage()), e);
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
            if (!kept || (files.exists(root) && nothingIn(root))) {
                files.delete(root, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean nothingIn(Path directory) throws IOException {
        FileStatus[] left = files.listStatus(directory);
        return left.length == 0
                || (left.length == 1 && left[0].getPath().getName().equals(UNFINISHED));
    }
}
