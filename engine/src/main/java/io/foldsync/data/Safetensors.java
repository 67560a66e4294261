package io.foldsync.data;

import static java.util.Objects.requireNonNull;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors in one file, in the safetensors format; a mapped file is read where it is touched. Bytes written equal
 * those of the reference implementation. Source: the format's description at
 * https://github.com/huggingface/safetensors#format.
 *
 * <p>Safe for use by several threads. A mapping lasts until its last tensor is garbage.
 */
public final class Safetensors {
    private static final long MAX_HEADER_BYTES = 100_000_000; // the reference implementation's bound

    private final Path file;
    private final SafetensorsHeader header;
    private final long dataStart;

    private Safetensors(Path file, SafetensorsHeader header, long dataStart) {
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
    }

    /** Writes all tensors; the same tensors and metadata give the same bytes. The stream stays open. */
    public static void write(
            OutputStream out, SortedMap<String, HostTensor> tensors, SortedMap<String, String> metadata)
            throws IOException {
        SortedMap<String, TensorSpan> spans = new TreeMap<>();
        tensors.forEach((name, tensor) -> spans.put(name, new TensorSpan(tensor.dtype(), tensor.shape(), 0)));
        SafetensorsHeader header = SafetensorsHeader.layOut(spans, metadata);
        out.write(header.encoded());
        WritableByteChannel channel = Channels.newChannel(out);
        for (String name : header.spans().keySet()) {
            ByteBuffer bytes = requireNonNull(tensors.get(name)).bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws FoldSyncException ({@code DATA_FORMAT}) if header, sizes or places do not fit each other and the file
     */
    public static Safetensors map(Path file) throws IOException {
        SafetensorsHeaderReader reader = new SafetensorsHeaderReader(file.toString());
        try (FileChannel channel = FileChannel.open(file)) {
            long behind = channel.size() - Long.BYTES;
            if (behind < 0) {
                throw reader.fault(channel.size() + " bytes", "a safetensors file, of 8 at least");
            }
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            filled(channel, 0, length);
            long headerBytes = length.getLong(0);
            if (headerBytes < 0 || headerBytes > Math.min(behind, MAX_HEADER_BYTES)) {
                throw reader.fault(
                        "a header of " + Long.toUnsignedString(headerBytes) + " bytes",
                        "at most " + Math.min(behind, MAX_HEADER_BYTES));
            }
            ByteBuffer json = ByteBuffer.allocate((int) headerBytes);
            filled(channel, Long.BYTES, json);
            SafetensorsHeader header = reader.read(json.array(), behind - headerBytes);
            return new Safetensors(file, header, Long.BYTES + headerBytes);
        }
    }

    /** The names of the tensors, in the order in which they lie in the file. */
    public Set<String> names() {
        return header.spans().keySet();
    }

    /** Free text by free name. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * One tensor, mapped.
     *
     * @throws IllegalArgumentException if it is larger than 2<sup>31</sup>-1 bytes: take it in {@link #rows}
     * @throws FoldSyncException ({@code DATA_FORMAT}) if the file has no such tensor
     */
    public HostTensor tensor(String name) {
        return slice(span(name));
    }

    /**
     * Rows {@code from} (inclusive) to {@code to} (exclusive) of one tensor, mapped.
     *
     * @throws IllegalArgumentException if they are larger than 2<sup>31</sup>-1 bytes, or the tensor has no rows
     * @throws IndexOutOfBoundsException if the tensor has fewer rows
     * @throws FoldSyncException ({@code DATA_FORMAT}) if the file has no such tensor
     */
    public HostTensor rows(String name, long from, long to) {
        return slice(rowSpan(name, from, to));
    }

    /**
     * Copies rows of one tensor, for readers who want no mapped pages to linger until the next garbage collection. Leaves
     * the buffer from 0 to the last byte read.
     *
     * @throws IllegalArgumentException if they do not fit the buffer, or the tensor has no rows
     */
    void read(String name, long from, long to, ByteBuffer into) {
        TensorSpan span = rowSpan(name, from, to);
        if (span.bytes() > into.capacity()) {
            throw new IllegalArgumentException(span.bytes() + " bytes into " + into);
        }
        into.clear().limit((int) span.bytes());
        try (FileChannel channel = FileChannel.open(file)) {
            if (!filled(channel, dataStart + span.begin(), into)) {
                throw new EOFException("cut short");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Type and shape of one tensor. */
    TensorSpan span(String name) {
        TensorSpan span = header.spans().get(name);
        if (span == null) {
            throw fault("no tensor \"" + name + "\"", "it among " + names());
        }
        return span;
    }

    /** A fault of this file. */
    FoldSyncException fault(String found, String expected) {
        return new SafetensorsHeaderReader(file.toString()).fault(found, expected);
    }

    private TensorSpan rowSpan(String name, long from, long to) {
        TensorSpan span = span(name);
        if (span.shape().isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is a single number");
        }
        long rows = span.shape().get(0);
        if (from < 0 || to < from || to > rows) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
        }
        long rowBytes = rows == 0 ? 0 : span.bytes() / rows;
        List<Long> shape = new ArrayList<>(span.shape());
        shape.set(0, to - from);
        return new TensorSpan(span.dtype(), shape, span.begin() + from * rowBytes);
    }

    /** Maps anew at each call: a file may hold more than 2^31 bytes, and more tensors than a process may have maps. */
    private HostTensor slice(TensorSpan span) {
        if (span.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    file + ": " + span.bytes() + " bytes are more than one map holds; take fewer rows");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long begin = dataStart + span.begin();
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, begin, span.bytes());
            return new HostTensor(span.dtype(), span.shape(), bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private FoldSyncException unreadable(IOException e) {
        return FoldSyncException.of(
                        ErrorCode.DATA_UNREADABLE,
                        file.toString(),
                        "cannot be read: " + e.getMessage(),
                        "the file as it was when it was opened",
                        "Leave the files of a dataset alone while it is in use.")
                .causedBy(e);
    }

    /** Reads until the buffer's limit, then rewinds it; false if the file ends before. */
    private static boolean filled(FileChannel channel, long position, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) { // a read may return less than it was asked for
            if (channel.read(into, position + into.position()) < 0) {
                return false;
            }
        }
        into.rewind();
        return true;
    }
}
