package io.foldsync.data;

import java.nio.file.Path;
import java.util.Locale;

/** One part of a dataset. */
@SuppressWarnings("DoNotCallSuggester")
public final class Shard {
    private Shard() {}

    /** The name of the file that holds a part's features. */
    public static String featuresFile(int part) {
        return String.format(Locale.ROOT, "part-%05d.features.safetensors", part);
    }

    /** The name of the file that holds a part's targets, weights, keys and moments. */
    public static String rowsFile(int part) {
        return String.format(Locale.ROOT, "part-%05d.rows.safetensors", part);
    }

    /** Maps one part. */
    public static Shard map(Path directory, int part) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The number of rows. */
    public int rows() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Targets. */
    public float[] targets() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Weights. */
    public float[] weights() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The key of one row. */
    public String key(int row) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The moments. */
    public Moments moments() {
        throw new UnsupportedOperationException("not yet");
    }
}
