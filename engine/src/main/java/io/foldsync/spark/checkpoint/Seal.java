package io.foldsync.spark.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What tells a file of a checkpoint from any other.
 *
 * @param bytes its length
 * @param crc32c its checksum after Castagnoli, 8 hex digits: it finds every flipped byte, at memory speed
 */
public record Seal(String name, long bytes, String crc32c) implements Serializable {
    private static final int BUFFER = 1 << 16;

    /** Writes one file's bytes. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file whole or not at all: under another name, then renamed.
     *
     * @param draft the other name, on the same file system; nobody else's
     */
    public static Seal write(FileSystem files, Path draft, Path file, Content content) throws IOException {
        boolean whole = false;
        try {
            Counting out = new Counting(files.create(draft, true));
            try (out) { // a full disk may show as late as when it is closed
                content.writeTo(out);
            }
            files.mkdirs(file.getParent());
            files.delete(file, false);
            if (!files.rename(draft, file)) {
                throw new IOException("rename of " + draft + " refused");
            }
            whole = true;
            return new Seal(file.getName(), out.bytes, hex(out.sum));
        } catch (FSError e) { // what Hadoop's local file system makes of a disk that is full
            throw new IOException(e.getMessage(), e);
        } finally {
            if (!whole) {
                files.delete(draft, false);
            }
        }
    }

    /**
     * Copies the file, and checks it on the way.
     *
     * @return what is wrong with it; empty when it is the file that was written
     */
    public String copy(FileSystem files, Path folder, OutputStream out) {
        CRC32C sum = new CRC32C();
        long read = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = files.open(new Path(folder, name))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
                out.write(buffer, 0, n);
                read += n;
            }
        } catch (IOException | FSError e) {
            return name + " cannot be read: " + firstLine(e);
        }
        if (read != bytes) {
            return name + " has " + read + " bytes instead of " + bytes;
        }
        return hex(sum).equals(crc32c) ? "" : name + " has checksum " + hex(sum) + " instead of " + crc32c;
    }

    /** Reads the whole file; what is wrong with it, as {@link #copy}. */
    public String check(FileSystem files, Path folder) {
        return copy(files, folder, OutputStream.nullOutputStream());
    }

    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String hex(Checksum sum) {
        return "%08x".formatted(sum.getValue());
    }

    private static final class Counting extends FilterOutputStream {
        private final CRC32C sum = new CRC32C();
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            sum.update(b);
            bytes++;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            out.write(from, start, length);
            sum.update(from, start, length);
            bytes += length;
        }
    }
}
