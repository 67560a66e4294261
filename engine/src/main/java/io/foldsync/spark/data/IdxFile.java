package io.foldsync.spark.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * An IDX file of unsigned bytes, its header read and checked. Source: the format as described with LeCun, Cortes and
 * Burges, "The MNIST database of handwritten digits": two zero bytes, the element type (8 is an unsigned byte), the
 * number of dimensions, each dimension as a big-endian 32-bit integer, then the elements, last dimension fastest.
 *
 * @param path where it lies; {@code .gz} is unpacked on the way
 * @param dimensions the header's dimensions, the first of which counts the items
 */
record IdxFile(String path, List<Integer> dimensions) implements Serializable {
    private static final int UNSIGNED_BYTE = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    IdxFile {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Reads the header of the file at {@code path}.
     *
     * @param dimensions how many dimensions it must have: 3 for images, 1 for labels
     * @throws FoldSyncException when it is not such a file
     */
    static IdxFile describe(Configuration hadoop, String path, int dimensions) {
        try (DataInputStream content = content(hadoop, path)) {
            int magic = content.readInt();
            int expected = (UNSIGNED_BYTE << 8) | dimensions;
            if (magic != expected) {
                throw fault(
                        path,
                        "magic number 0x%08x".formatted(magic),
                        "0x%08x (unsigned bytes in %d dimensions)".formatted(expected, dimensions),
                        "Check that images and labels are not exchanged, and that the file is IDX.");
            }
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < dimensions; i++) {
                int size = content.readInt();
                if (size <= 0) {
                    throw fault(
                            path,
                            "dimension %d is %d".formatted(i, size),
                            "a size of at least 1",
                            "Fetch the file again.");
                }
                sizes.add(size);
            }
            IdxFile file = new IdxFile(path, sizes);
            if (file.exactItemBytes() > Integer.MAX_VALUE) {
                throw fault(path, "items of " + file.exactItemBytes() + " bytes", "less than 2 GiB", "Fetch it again.");
            }
            return file;
        } catch (EOFException end) {
            throw fault(path, "the file ends within its header", "an IDX header", "Fetch the file again.")
                    .causedBy(end);
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    /** How many images or labels it holds. */
    int items() {
        return dimensions.get(0);
    }

    /** Bytes an item: 784 for an image of 28 x 28, 1 for a label. */
    int itemBytes() {
        return (int) exactItemBytes();
    }

    private long exactItemBytes() {
        // at most two factors of 31 bits each: this cannot overflow
        return dimensions.subList(1, dimensions.size()).stream()
                .mapToLong(Integer::longValue)
                .reduce(1, (a, b) -> a * b);
    }

    /** The items' bytes, the header skipped. The caller closes it. */
    DataInputStream items(Configuration hadoop) {
        try {
            DataInputStream content = content(hadoop, path);
            content.skipNBytes(4L * (1 + dimensions.size()));
            return content;
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    /** The fault of ending after {@code items} whole items. */
    FoldSyncException truncated(int items, IOException cause) {
        return fault(
                        path,
                        "it ends after %d of %d items".formatted(items, items()),
                        "%d items of %d bytes".formatted(items(), itemBytes()),
                        "Fetch the file again.")
                .causedBy(cause);
    }

    /** The fault of going on after the last item. */
    FoldSyncException tooLong() {
        return fault(
                path,
                "more bytes after the last item",
                "an end after %d items of %d bytes".formatted(items(), itemBytes()),
                "Fetch the file again.");
    }

    static FoldSyncException unreadable(String path, IOException failure) {
        ErrorCode code = failure instanceof ZipException || failure instanceof EOFException
                ? ErrorCode.DATA_FORMAT
                : ErrorCode.DATA_UNREADABLE;
        return FoldSyncException.of(
                        code, path, SparkFaults.rootMessage(failure), "a readable IDX file", "Fetch the file again.")
                .causedBy(failure);
    }

    static FoldSyncException fault(String path, String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.DATA_FORMAT, path, found, expected, remedy);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by the callers, or below when unpacking cannot begin
    private static DataInputStream content(Configuration hadoop, String path) throws IOException {
        Path location = new Path(path);
        InputStream raw = location.getFileSystem(hadoop).open(location);
        try {
            InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
            return new DataInputStream(new BufferedInputStream(plain, BUFFER_BYTES));
        } catch (IOException failure) {
            raw.close();
            throw failure;
        }
    }
}
