package io.foldsync.data;

/** How a feature is stored, in shards and on the device alike. */
public enum FeatureType {
    /** One unsigned byte, 0 to 255: image bytes stay bytes. */
    UINT8(1),
    /** IEEE 754 single precision, little-endian. */
    FLOAT32(4);

    private final int bytes;

    FeatureType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a feature. */
    public int bytes() {
        return bytes;
    }
}
