package io.foldsync.data;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An array in host memory or in a mapped file, with its element type and shape. Equal when type, shape and bytes are.
 *
 * @param shape sizes by axis, outermost first; empty for a single number
 * @param bytes the elements, row-major and little-endian; never written through this tensor. Each call gives a buffer
 *     with a position of its own, so that threads may read side by side
 */
public record HostTensor(Dtype dtype, List<Long> shape, ByteBuffer bytes) {

    /** @throws IllegalArgumentException if the bytes are not as many as type and shape ask for */
    public HostTensor {
        requireNonNull(dtype, "dtype");
        shape = List.copyOf(shape);
        bytes = bytes.slice().asReadOnlyBuffer().order(LITTLE_ENDIAN);
        if (bytes.remaining() != Math.multiplyExact(elements(shape), dtype.bytes())) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for " + dtype + shape);
        }
    }

    /** An {@code F32} tensor that holds a copy of the values. */
    public static HostTensor floats(float[] values, long... shape) {
        ByteBuffer bytes = allocate(values.length, Dtype.F32);
        bytes.asFloatBuffer().put(values);
        return new HostTensor(Dtype.F32, boxed(shape), bytes);
    }

    /** An {@code F64} tensor that holds a copy of the values. */
    public static HostTensor doubles(double[] values, long... shape) {
        ByteBuffer bytes = allocate(values.length, Dtype.F64);
        bytes.asDoubleBuffer().put(values);
        return new HostTensor(Dtype.F64, boxed(shape), bytes);
    }

    /** An {@code I64} tensor that holds a copy of the values. */
    public static HostTensor longs(long[] values, long... shape) {
        ByteBuffer bytes = allocate(values.length, Dtype.I64);
        bytes.asLongBuffer().put(values);
        return new HostTensor(Dtype.I64, boxed(shape), bytes);
    }

    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate().order(LITTLE_ENDIAN); // a duplicate forgets its byte order
    }

    /** How many elements the shape has. */
    public long elements() {
        return elements(shape);
    }

    /**
     * A copy of the elements, row-major.
     *
     * @throws IllegalStateException if this is not {@code F32}
     */
    public float[] toFloats() {
        require(Dtype.F32);
        float[] values = new float[Math.toIntExact(elements())];
        bytes().asFloatBuffer().get(values);
        return values;
    }

    /**
     * A copy of the elements, row-major.
     *
     * @throws IllegalStateException if this is not {@code F64}
     */
    public double[] toDoubles() {
        require(Dtype.F64);
        double[] values = new double[Math.toIntExact(elements())];
        bytes().asDoubleBuffer().get(values);
        return values;
    }

    /**
     * A copy of the elements, row-major.
     *
     * @throws IllegalStateException if this is not {@code I64}
     */
    public long[] toLongs() {
        require(Dtype.I64);
        long[] values = new long[Math.toIntExact(elements())];
        bytes().asLongBuffer().get(values);
        return values;
    }

    /** Type and shape; never the elements, which may be millions. */
    @Override
    public String toString() {
        return dtype + shape.toString();
    }

    private void require(Dtype expected) {
        if (dtype != expected) {
            throw new IllegalStateException("a tensor of " + this + " read as " + expected);
        }
    }

    static long elements(List<Long> shape) {
        long product = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in shape " + shape);
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static ByteBuffer allocate(int elements, Dtype dtype) {
        return ByteBuffer.allocate(Math.multiplyExact(elements, dtype.bytes())).order(LITTLE_ENDIAN);
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
