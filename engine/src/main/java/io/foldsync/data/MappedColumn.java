package io.foldsync.data;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/** A tensor of one axis in a mapped file, of any size: it is mapped in slices, as one map ends at 2^31 bytes. */
final class MappedColumn {
    private static final int SLICE_BITS = 27; // 1 GiB of the widest elements

    private final ByteBuffer[] slices;
    private final int bits;
    private final Dtype dtype;
    private final long size;

    /** @throws io.foldsync.error.FoldSyncException ({@code DATA_FORMAT}) if it has another type or number of axes */
    MappedColumn(Safetensors file, String name, Dtype dtype) {
        this(file, name, dtype, SLICE_BITS);
    }

    /** With 2^bits elements a slice. */
    MappedColumn(Safetensors file, String name, Dtype dtype, int bits) {
        TensorSpan span = file.span(name);
        if (span.dtype() != dtype || span.shape().size() != 1) {
            throw file.fault("tensor \"" + name + "\" is " + span.dtype() + span.shape(), dtype + " with one axis");
        }
        this.dtype = dtype;
        this.bits = bits;
        this.size = span.shape().get(0);
        this.slices = new ByteBuffer[Math.toIntExact((size + (1L << bits) - 1) >> bits)];
        for (int i = 0; i < slices.length; i++) {
            long from = (long) i << bits;
            slices[i] =
                    file.rows(name, from, Math.min(size, from + (1L << bits))).bytes();
        }
    }

    /** The number of elements. */
    long size() {
        return size;
    }

    /** One element of an {@code F32} column. */
    float floatAt(long index) {
        return slices[slice(index)].getFloat(offset(index));
    }

    /** One element of an {@code I64} column. */
    long longAt(long index) {
        return slices[slice(index)].getLong(offset(index));
    }

    /** Elements of a {@code U8} column. */
    byte[] bytes(long from, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            ByteBuffer slice = slices[slice(from + done)];
            int offset = offset(from + done);
            int now = Math.min(slice.limit() - offset, length - done);
            slice.get(offset, bytes, done, now);
            done += now;
        }
        return bytes;
    }

    /** A copy of an {@code F32} column. */
    float[] toFloats() {
        float[] values = new float[Math.toIntExact(size)];
        int done = 0;
        for (ByteBuffer slice : slices) {
            int length = slice.limit() / Float.BYTES;
            slice.duplicate().order(LITTLE_ENDIAN).asFloatBuffer().get(values, done, length);
            done += length;
        }
        return values;
    }

    private int slice(long index) {
        return (int) (index >> bits);
    }

    private int offset(long index) {
        return (int) (index & ((1L << bits) - 1)) * dtype.bytes();
    }
}
