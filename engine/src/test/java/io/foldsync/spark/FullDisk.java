package io.foldsync.spark;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk under {@code full:///}, which can be full: a file is made then, and no byte fits. */
public class FullDisk extends RawLocalFileSystem {
    private static final URI HOME = URI.create("full:///");
    private static volatile boolean full;

    /** From now on the disk is full, or has room again. */
    static void full(boolean now) {
        full = now;
    }

    /** The disk as the file system of its scheme. */
    static void mount(Configuration hadoop) {
        hadoop.setClass("fs.full.impl", FullDisk.class, FullDisk.class);
    }

    @Override
    public String getScheme() {
        return HOME.getScheme();
    }

    @Override
    public URI getUri() {
        return HOME;
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        return limited(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return limited(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    private static FSDataOutputStream limited(FSDataOutputStream out) throws IOException {
        return new FSDataOutputStream(out, null) {
            @Override
            public synchronized void write(int b) throws IOException {
                requireRoom();
                super.write(b);
            }

            @Override
            public synchronized void write(byte[] bytes, int from, int length) throws IOException {
                requireRoom();
                super.write(bytes, from, length);
            }
        };
    }

    private static void requireRoom() {
        if (full) {
            throw error(new IOException("No space left on device"));
        }
    }

    /** As Hadoop's own local file system tells it, which keeps the constructor to itself. */
    private static FSError error(IOException cause) {
        try {
            Constructor<FSError> made = FSError.class.getDeclaredConstructor(Throwable.class);
            made.setAccessible(true);
            return made.newInstance(cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
