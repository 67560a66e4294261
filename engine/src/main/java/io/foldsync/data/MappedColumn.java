package io.foldsync.data;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * A tensor of one axis, or of rows and columns, in a mapped file, of any size: it is mapped in slices of rows, as one map
 * ends at 2^31 bytes.
 */
final class MappedColumn {
    private static final int SLICE_BITS = 27; // 1 GiB of the widest elements

    private final ByteBuffer[] slices;
    private final int bits;
    private final Dtype dtype;
    private final long size;
    private final int rowLength;

    /** @throws io.foldsync.error.FoldSyncException ({@code DATA_FORMAT}) if it has another type or number of axes */
    MappedColumn(Safetensors file, String name, Dtype dtype) {
        this(file, name, dtype, SLICE_BITS);
    }

    /** With 2^bits elements a slice. */
    MappedColumn(Safetensors file, String name, Dtype dtype, int bits) {
        this(file, name, dtype, 1, bits);
    }

    /**
     * A tensor {@code [rows, columns]}.
     *
     * @throws io.foldsync.error.FoldSyncException ({@code DATA_FORMAT}) if it has another type or number of axes
     */
    static MappedColumn matrix(Safetensors file, String name, Dtype dtype) {
        return new MappedColumn(file, name, dtype, 2, SLICE_BITS);
    }

    /** With some 2^bits elements a slice. */
    MappedColumn(Safetensors file, String name, Dtype dtype, int axes, int bits) {
        TensorSpan span = file.span(name);
        boolean fits = span.dtype() == dtype && span.shape().size() == axes;
        if (!fits || (axes == 2 && (span.shape().get(1) < 1 || span.shape().get(1) > Integer.MAX_VALUE))) {
            throw file.fault(
                    "tensor \"" + name + "\" is " + span.dtype() + span.shape(),
                    dtype + (axes == 1 ? " with one axis" : " with rows and columns"));
        }
        this.dtype = dtype;
        this.rowLength = axes == 1 ? 1 : span.shape().get(1).intValue();
        this.bits = Math.max(0, bits - (Integer.SIZE - Integer.numberOfLeadingZeros(rowLength - 1)));
        this.size = span.shape().get(0);
        this.slices = new ByteBuffer[Math.toIntExact((size + (1L << this.bits) - 1) >> this.bits)];
        for (int i = 0; i < slices.length; i++) {
            long from = (long) i << this.bits;
            slices[i] = file.rows(name, from, Math.min(size, from + (1L << this.bits)))
                    .bytes();
        }
    }

    /** The number of rows; with one axis, of elements. */
    long size() {
        return size;
    }

    /** The number of elements in a row; 1 with one axis. */
    int rowLength() {
        return rowLength;
    }

    /** One element of an {@code F32} column. */
    float floatAt(long index) {
        return slices[slice(index)].getFloat(offset(index));
    }

    /** One element of a row, as a float if it is a {@code U8}. */
    float floatAt(long row, int column) {
        ByteBuffer slice = slices[slice(row)];
        int at = offset(row) + column * dtype.bytes();
        return dtype == Dtype.U8 ? Byte.toUnsignedInt(slice.get(at)) : slice.getFloat(at);
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

    private int slice(long row) {
        return (int) (row >> bits);
    }

    private int offset(long row) {
        return (int) (row & ((1L << bits) - 1)) * rowLength * dtype.bytes();
    }
}
