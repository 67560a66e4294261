package io.foldsync.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One part of a dataset, in two mapped files: the packed features, and targets, weights, row keys and feature moments.
 * Safe for use by several threads.
 */
public final class Shard {
    static final String FEATURES = "features";
    static final String TARGETS = "targets";
    static final String WEIGHTS = "weights";
    static final String KEYS = "keys";
    static final String KEY_OFFSETS = "key_offsets";
    static final String COUNT = "moments.count";
    static final String MEAN = "moments.mean";
    static final String M2 = "moments.m2";
    static final String MIN = "moments.min";
    static final String MAX = "moments.max";

    private final Safetensors features;
    private final Safetensors file;
    private final int rows;
    private final MappedColumn targets;
    private final MappedColumn weights;
    private final MappedColumn keys;
    private final MappedColumn keyOffsets;
    private final Moments moments;

    private Shard(Safetensors features, Safetensors file) {
        this.features = features;
        this.file = file;
        this.targets = file.span(TARGETS).dtype() == Dtype.U8
                ? MappedColumn.matrix(file, TARGETS, Dtype.U8)
                : new MappedColumn(file, TARGETS, Dtype.F32);
        this.weights = new MappedColumn(file, WEIGHTS, Dtype.F32);
        this.keys = new MappedColumn(file, KEYS, Dtype.U8);
        this.keyOffsets = new MappedColumn(file, KEY_OFFSETS, Dtype.I64);
        this.moments = moments(file);
        List<Long> shape = features.span(FEATURES).shape();
        long n = shape.isEmpty() ? -1 : shape.get(0);
        if (n != (int) n
                || targets.size() != n
                || weights.size() != n
                || keyOffsets.size() != n + 1
                || moments.count() != n) {
            throw file.fault(
                    targets.size() + " targets, " + weights.size() + " weights, " + keyOffsets.size()
                            + " key offsets, moments of " + moments.count() + " rows",
                    "as many as rows of features, of shape " + shape);
        }
        if (moments.features() * n
                != features.span(FEATURES).bytes()
                        / features.span(FEATURES).dtype().bytes()) {
            throw file.fault("moments of " + moments.features() + " features", "those of a row of shape " + shape);
        }
        this.rows = (int) n;
    }

    /** The name of the file that holds a part's features: {@code part-00003.features.safetensors}. */
    public static String featuresFile(int part) {
        return String.format(Locale.ROOT, "part-%05d.features.safetensors", part);
    }

    /** The name of the file that holds all else of a part: {@code part-00003.rows.safetensors}. */
    public static String rowsFile(int part) {
        return String.format(Locale.ROOT, "part-%05d.rows.safetensors", part);
    }

    /**
     * Maps the files of one part.
     *
     * @throws FoldSyncException {@code DATA_NOT_FOUND} if one is missing, {@code DATA_FORMAT} if they are damaged or do
     *     not fit each other, {@code DATA_UNREADABLE} if reading fails
     */
    public static Shard map(Path directory, int part) {
        return new Shard(open(directory.resolve(featuresFile(part))), open(directory.resolve(rowsFile(part))));
    }

    /** n, the number of rows. */
    public int rows() {
        return rows;
    }

    /** A copy of the targets, {@code [n, values]} row-major: class codes, numbers to predict, or 0 and 1 a label. */
    public float[] targets() {
        int values = targets.rowLength();
        float[] copy = new float[Math.multiplyExact(rows, values)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = target(i / values, i % values);
        }
        return copy;
    }

    /** A copy of the weights, {@code [n]}. */
    public float[] weights() {
        return weights.toFloats();
    }

    /** The key of one row, unique in the dataset. */
    public String key(int row) {
        long from = keyOffsets.longAt(row);
        long to = keyOffsets.longAt(row + 1L);
        if (from < 0 || to < from || to > keys.size() || to - from > Integer.MAX_VALUE) {
            throw file.fault(
                    "the key of row " + row + " lies from " + from + " to " + to,
                    "ascending places among " + keys.size() + " bytes");
        }
        return new String(keys.bytes(from, (int) (to - from)), StandardCharsets.UTF_8);
    }

    /** The moments of the features of these rows. */
    public Moments moments() {
        return moments;
    }

    /** One of the values that a row's target consists of. */
    float target(int row, int value) {
        return targets.floatAt(row, value);
    }

    /** Type and shape of the targets, {@code [n]} or {@code [n, values]}. */
    TensorSpan targetSpan() {
        return file.span(TARGETS);
    }

    float weight(int row) {
        return weights.floatAt(row);
    }

    /** Type and shape {@code [n, …]} of the features. */
    TensorSpan features() {
        return features.span(FEATURES);
    }

    /** Copies rows {@code from} (inclusive) to {@code to} (exclusive) of one column; fills the buffer and flips it. */
    void read(String column, long from, long to, ByteBuffer into) {
        (column.equals(FEATURES) ? features : file).read(column, from, to, into);
    }

    /** A fault of the file of features. */
    FoldSyncException fault(String found, String expected) {
        return features.fault(found, expected);
    }

    /** How features of this type are stored. */
    static Dtype dtype(FeatureType type) {
        return switch (type) {
            case UINT8 -> Dtype.U8;
            case FLOAT32 -> Dtype.F32;
        };
    }

    private static Moments moments(Safetensors file) {
        double[] count = doubles(file, COUNT, 1);
        if (count[0] < 0 || count[0] != Math.rint(count[0])) {
            throw file.fault("moments of " + count[0] + " rows", "a whole number from 0");
        }
        double[] mean = doubles(file, MEAN, -1);
        return new Moments(
                (long) count[0],
                mean,
                doubles(file, M2, mean.length),
                doubles(file, MIN, mean.length),
                doubles(file, MAX, mean.length));
    }

    /** @param length how many values there must be, or -1 for any number */
    private static double[] doubles(Safetensors file, String name, int length) {
        TensorSpan span = file.span(name);
        if (span.dtype() != Dtype.F64 || (length >= 0 && span.bytes() != (long) length * Double.BYTES)) {
            throw file.fault(
                    "tensor \"" + name + "\" is " + span.dtype() + span.shape(),
                    Dtype.F64 + (length >= 0 ? "[" + length + "]" : " with one axis"));
        }
        return file.tensor(name).toDoubles();
    }

    private static Safetensors open(Path file) {
        try {
            return Safetensors.map(file);
        } catch (NoSuchFileException e) {
            throw FoldSyncException.of(
                            ErrorCode.DATA_NOT_FOUND,
                            file.toString(),
                            "no such file",
                            "a shard of the dataset",
                            "Write the dataset again, or name the directory it was written to.")
                    .causedBy(e);
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.DATA_UNREADABLE,
                            file.toString(),
                            "cannot be read: " + e.getMessage(),
                            "a shard of the dataset",
                            "See to the file system, then run again.")
                    .causedBy(e);
        }
    }
}
