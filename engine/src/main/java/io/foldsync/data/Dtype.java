package io.foldsync.data;

/**
 * How one element of a {@link HostTensor} is stored. The names are those of the safetensors format; so is the order: its
 * writers lay tensors out by descending type, which leaves every element aligned to its size.
 */
public enum Dtype {
    /** An unsigned byte. */
    U8(1),
    /** A 32-bit signed integer. */
    I32(4),
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 double precision. */
    F64(8),
    /** A 64-bit signed integer. */
    I64(8);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }
}
