package io.foldsync.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of one axis, or of rows of one length, that grows to any size, in chunks: one array ends at 2<sup>31</sup> bytes, and doubling it would
 * copy.
 */
final class GrowingColumn {
    private static final int CHUNK_BYTES = 1 << 20; // every element size divides it

    private final Dtype dtype;
    private final List<Long> row;
    private final List<ByteBuffer> full = new ArrayList<>();
    private ByteBuffer last = chunk();

    GrowingColumn(Dtype dtype) {
        this(dtype, List.of());
    }

    private GrowingColumn(Dtype dtype, List<Long> row) {
        this.dtype = dtype;
        this.row = row;
    }

    /** Where rows' targets gather: {@code [n]}, or {@code [n, values]} where a target is several. */
    static GrowingColumn of(Target target) {
        return new GrowingColumn(
                target.dtype(), target.kind() == Target.Kind.LABELS ? List.of((long) target.values()) : List.of());
    }

    /** An {@code F64} column of these values. */
    static GrowingColumn of(double... values) {
        GrowingColumn column = new GrowingColumn(Dtype.F64);
        for (double value : values) {
            column.room().putDouble(value);
        }
        return column;
    }

    /** Adds one element to an {@code F32} column. */
    void add(float value) {
        room().putFloat(value);
    }

    /** Adds one element to an {@code I64} column. */
    void add(long value) {
        room().putLong(value);
    }

    /** Adds elements to a {@code U8} column. */
    void add(byte[] values) {
        for (int from = 0; from < values.length; ) {
            int length = Math.min(room().remaining(), values.length - from);
            last.put(values, from, length);
            from += length;
        }
    }

    /** The number of elements so far. */
    long size() {
        return ((long) full.size() * CHUNK_BYTES + last.position()) / dtype.bytes();
    }

    /** Type and shape so far. */
    TensorSpan span() {
        List<Long> shape = new ArrayList<>(List.of(row.isEmpty() ? size() : size() / row.get(0)));
        shape.addAll(row);
        return new TensorSpan(dtype, shape, 0);
    }

    void writeTo(OutputStream out) throws IOException {
        WritableByteChannel channel = Channels.newChannel(out);
        for (ByteBuffer chunk : full) {
            writeAll(chunk, channel);
        }
        writeAll(last, channel);
    }

    private static void writeAll(ByteBuffer chunk, WritableByteChannel channel) throws IOException {
        ByteBuffer bytes = chunk.duplicate().flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private ByteBuffer room() {
        if (!last.hasRemaining()) {
            full.add(last);
            last = chunk();
        }
        return last;
    }

    private static ByteBuffer chunk() {
        return ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
