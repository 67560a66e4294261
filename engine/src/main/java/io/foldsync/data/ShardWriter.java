package io.foldsync.data;

import static java.util.Objects.requireNonNull;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes one part of a dataset as two files, see {@link Shard}. Features pass through to their stream, so the number of
 * rows is needed first; the rest, 16 bytes a row and the key, waits in memory until the end.
 *
 * <p>Not safe for use by several threads. Moments are accumulated in the order in which rows come.
 */
public final class ShardWriter implements Closeable {
    private final OutputStream features;
    private final OutputStream rows;
    private final List<Integer> shape;
    private final FeatureType type;
    private final long rowCount;
    private final int rowBytes;
    private final RunningMoments moments;
    private final GrowingColumn targets;
    private final int targetBytes;
    private final GrowingColumn weights = new GrowingColumn(Dtype.F32);
    private final GrowingColumn keyOffsets = new GrowingColumn(Dtype.I64);
    private final GrowingColumn keys = new GrowingColumn(Dtype.U8);
    private long added;
    private boolean begun;
    private boolean closed;

    /** As the other, for targets that are one number a row: class codes, or numbers to predict. */
    public ShardWriter(OutputStream features, OutputStream rows, List<Integer> shape, FeatureType type, long rowCount) {
        this(features, rows, shape, type, new Target.Numbers(), rowCount);
    }

    /**
     * A writer that owns both streams from now on. Nothing is written before the first row or the end.
     *
     * @param features for {@link Shard#featuresFile}
     * @param rows for {@link Shard#rowsFile}
     * @param shape the shape of one row's features
     * @param target says how the rows' targets are stored
     * @param rowCount how many rows will come
     */
    public ShardWriter(
            OutputStream features,
            OutputStream rows,
            List<Integer> shape,
            FeatureType type,
            Target target,
            long rowCount) {
        int d = shape.stream().reduce(1, Math::multiplyExact);
        if (d < 1) {
            throw new IllegalArgumentException("features of shape " + shape);
        }
        if (rowCount < 0 || rowCount > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(rowCount + " rows in one part");
        }
        this.features = new BufferedOutputStream(features, 1 << 16);
        this.rows = new BufferedOutputStream(rows, 1 << 16);
        this.shape = List.copyOf(shape);
        this.type = type;
        this.rowCount = rowCount;
        this.targets = GrowingColumn.of(target);
        this.targetBytes = target.values() * target.dtype().bytes();
        this.rowBytes = Math.multiplyExact(d, type.bytes());
        this.moments = new RunningMoments(type, d);
        keyOffsets.add(0);
    }

    /**
     * Adds the next row in canonical order, whose target is one number.
     *
     * @param packedFeatures d features of the writer's type, little-endian, row-major; not kept
     * @param target the class code, or the number to predict
     * @throws FoldSyncException ({@code DATA_UNREADABLE}) if more rows come than were promised
     */
    public void add(byte[] packedFeatures, float target, float weight, String key) throws IOException {
        begin(packedFeatures, Float.BYTES, key);
        targets.add(target);
        end(weight, key);
    }

    /**
     * As the other {@code add}, for a row whose target is several values.
     *
     * @param packedTarget the values of the target's type, little-endian; not kept
     */
    public void add(byte[] packedFeatures, byte[] packedTarget, float weight, String key) throws IOException {
        begin(packedFeatures, packedTarget.length, key);
        targets.add(packedTarget);
        end(weight, key);
    }

    private void begin(byte[] packedFeatures, int bytesOfTarget, String key) throws IOException {
        if (bytesOfTarget != targetBytes) {
            throw new IllegalArgumentException(
                    bytesOfTarget + " bytes of target in a row of " + targetBytes + ", key \"" + key + "\"");
        }
        if (packedFeatures.length != rowBytes) {
            throw new IllegalArgumentException(
                    packedFeatures.length + " bytes of features in a row of " + rowBytes + ", key \"" + key + "\"");
        }
        if (added == rowCount) {
            throw countChanged("more than " + rowCount + " rows");
        }
        begin();
        added++;
        features.write(packedFeatures);
        moments.add(packedFeatures);
    }

    private void end(float weight, String key) {
        weights.add(weight);
        keys.add(key.getBytes(StandardCharsets.UTF_8));
        keyOffsets.add(keys.size());
    }

    /**
     * Writes what is left and closes both streams, whatever happens.
     *
     * @throws FoldSyncException ({@code DATA_UNREADABLE}) if fewer rows came than were promised
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (OutputStream first = features;
                OutputStream second = rows) {
            if (added != rowCount) {
                throw countChanged(added + " rows");
            }
            begin();
            first.flush();
            writeRows(second);
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            List<Long> size = new ArrayList<>(List.of(rowCount));
            shape.forEach(length -> size.add(length.longValue()));
            SortedMap<String, TensorSpan> tensor = new TreeMap<>();
            tensor.put(Shard.FEATURES, new TensorSpan(Shard.dtype(type), size, 0));
            features.write(SafetensorsHeader.layOut(tensor, new TreeMap<>()).encoded());
        }
    }

    private void writeRows(OutputStream out) throws IOException {
        Moments learned = moments.moments();
        Map<String, GrowingColumn> columns = Map.of(
                Shard.TARGETS, targets,
                Shard.WEIGHTS, weights,
                Shard.KEY_OFFSETS, keyOffsets,
                Shard.KEYS, keys,
                Shard.COUNT, GrowingColumn.of((double) learned.count()),
                Shard.MEAN, GrowingColumn.of(learned.mean()),
                Shard.M2, GrowingColumn.of(learned.m2()),
                Shard.MIN, GrowingColumn.of(learned.min()),
                Shard.MAX, GrowingColumn.of(learned.max()));
        SortedMap<String, TensorSpan> spans = new TreeMap<>();
        columns.forEach((name, column) -> spans.put(name, column.span()));
        SafetensorsHeader header = SafetensorsHeader.layOut(spans, new TreeMap<>());
        out.write(header.encoded());
        for (String name : header.spans().keySet()) {
            requireNonNull(columns.get(name)).writeTo(out);
        }
    }

    private FoldSyncException countChanged(String came) {
        return FoldSyncException.of(
                ErrorCode.DATA_UNREADABLE,
                "a part of the dataset",
                came + " came",
                rowCount + " as were counted before",
                "Let the input stay as it is while it is read, and store the result of a query that may vary first.");
    }
}
