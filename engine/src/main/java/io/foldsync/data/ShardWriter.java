package io.foldsync.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes one part. */
@SuppressWarnings("DoNotCallSuggester")
public final class ShardWriter implements Closeable {

    /** Writes one part. */
    public ShardWriter(
            OutputStream features, OutputStream rows, List<Integer> shape, FeatureType type, long rowCount) {}

    /** Adds a row. */
    public void add(byte[] packedFeatures, float target, float weight, String key) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() throws IOException {}
}
