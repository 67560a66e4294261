package io.foldsync.data;

import java.util.List;

/**
 * Where one tensor of a safetensors file lies.
 *
 * @param begin its first byte, counted from the end of the header
 */
record TensorSpan(Dtype dtype, List<Long> shape, long begin) {

    /** @throws ArithmeticException if the shape asks for more bytes than a long can count */
    TensorSpan {
        shape = List.copyOf(shape);
        Math.addExact(begin, bytes(dtype, shape));
    }

    /** The first byte after it, counted like {@link #begin}. */
    long end() {
        return begin + bytes();
    }

    /** Its size in bytes. */
    long bytes() {
        return bytes(dtype, shape);
    }

    private static long bytes(Dtype dtype, List<Long> shape) {
        return Math.multiplyExact(HostTensor.elements(shape), dtype.bytes());
    }
}
