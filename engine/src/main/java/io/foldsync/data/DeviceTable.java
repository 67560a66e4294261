package io.foldsync.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;

/** All rows on one device. */
@SuppressWarnings("DoNotCallSuggester")
public final class DeviceTable implements AutoCloseable {
    private DeviceTable() {}

    /** Loads all parts. */
    public static DeviceTable load(Path directory, DatasetCard card, String device) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The card. */
    public DatasetCard card() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The device: {@code cpu} or {@code cuda:0}. */
    public String device() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The manager that owns the arrays. */
    public NDManager manager() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Features, {@code [n, d]}, {@code UINT8} or {@code FLOAT32}. */
    public NDArray features() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Targets, {@code [n]}: {@code INT64} class codes or {@code FLOAT32} numbers. */
    public NDArray targets() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Weights, {@code [n]}, {@code FLOAT32}. */
    public NDArray weights() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The rows of these parts, ascending. */
    public int[] rows(int[] parts) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The target of one row. */
    public float target(int row) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The weight of one row. */
    public float weight(int row) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The key of one row. */
    public String key(int row) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The moments of one part. */
    public Moments moments(int part) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
