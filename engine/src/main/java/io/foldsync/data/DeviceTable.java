package io.foldsync.data;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * All rows of a dataset on one device, once, for every fold that trains there: batches are row indices into it. Rows lie
 * part by part, in the order of their shards.
 *
 * <p>Nothing is written after loading, so threads may read side by side. Close it after everything that reads it.
 */
public final class DeviceTable implements AutoCloseable {
    private final DatasetCard card;
    private final String device;
    private final List<Shard> shards;
    private final int[] starts;
    private final NDManager manager;
    private final NDArray features;
    private final NDArray targets;
    private final NDArray weights;

    private DeviceTable(DatasetCard card, String device, List<Shard> shards, NDManager manager) {
        this.card = card;
        this.device = device;
        this.shards = shards;
        this.starts = new int[shards.size() + 1];
        for (int part = 0; part < shards.size(); part++) {
            starts[part + 1] = starts[part] + shards.get(part).rows();
        }
        this.manager = manager;
        ColumnLoader loader = new ColumnLoader(shards, manager);
        long n = card.rows();
        DataType type = card.type() == FeatureType.UINT8 ? DataType.UINT8 : DataType.FLOAT32;
        this.features = loader.load(Shard.FEATURES, new Shape(n, card.features()), type);
        this.weights = loader.load(Shard.WEIGHTS, new Shape(n), DataType.FLOAT32);
        Target target = card.target();
        this.targets = switch (target.kind()) {
            case CLASSES -> codes(loader, n);
            case LABELS -> loader.load(Shard.TARGETS, new Shape(n, target.values()), DataType.UINT8);
            case NUMBERS -> loader.load(Shard.TARGETS, new Shape(n), DataType.FLOAT32);
        };
    }

    private static NDArray codes(ColumnLoader loader, long n) {
        try (NDArray numbers = loader.load(Shard.TARGETS, new Shape(n), DataType.FLOAT32)) {
            return numbers.toType(DataType.INT64, false);
        }
    }

    /**
     * Loads the shards of all parts. Costs one pass over the files and, beside the table itself, memory for a few MiB. The
     * engine must have been started before, as {@code io.foldsync.nn.Natives} does.
     *
     * @param directory where the shard files lie, on a local disk
     * @param device {@code cpu}, or {@code cuda:0} and so on
     * @throws FoldSyncException {@code DATA_NOT_FOUND}, {@code DATA_FORMAT} or {@code DATA_UNREADABLE} as
     *     {@link Shard#map}, also where shards do not fit the card; {@code NO_DEVICE} if there is no such device;
     *     {@code OUT_OF_MEMORY} if the rows do not fit it
     */
    public static DeviceTable load(Path directory, DatasetCard card, String device) {
        List<Shard> shards = ShardCheck.map(directory, card);
        NDManager manager = NDManager.newBaseManager(place(device), ColumnLoader.ENGINE);
        try {
            return new DeviceTable(card, device, shards, manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** What the table holds. */
    public DatasetCard card() {
        return card;
    }

    /** Where the table lies: {@code cpu}, or {@code cuda:0} and so on. */
    public String device() {
        return device;
    }

    /** The owner of the arrays; submanagers of it live on the same device. */
    public NDManager manager() {
        return manager;
    }

    /** Features {@code [n, d]}, {@code UINT8} or {@code FLOAT32}, not normalised. */
    public NDArray features() {
        return features;
    }

    /** Targets: {@code INT64} class codes {@code [n]}, {@code FLOAT32} numbers {@code [n]}, or {@code UINT8} labels {@code [n, c]}. */
    public NDArray targets() {
        return targets;
    }

    /** Row weights {@code [n]}, {@code FLOAT32}. */
    public NDArray weights() {
        return weights;
    }

    /**
     * The rows of these parts, ascending; parts without rows add none.
     *
     * @throws IllegalArgumentException if a part does not exist or is named twice
     */
    public int[] rows(int[] parts) {
        int[] ascending = parts.clone();
        Arrays.sort(ascending);
        int total = 0;
        for (int i = 0; i < ascending.length; i++) {
            if (ascending[i] < 0 || ascending[i] >= shards.size() || (i > 0 && ascending[i] == ascending[i - 1])) {
                throw new IllegalArgumentException(
                        "parts " + Arrays.toString(parts) + ", each to be named once, of " + shards.size());
            }
            total += shards.get(ascending[i]).rows();
        }
        int[] rows = new int[total];
        int next = 0;
        for (int part : ascending) {
            for (int row = starts[part]; row < starts[part + 1]; row++) {
                rows[next++] = row;
            }
        }
        return rows;
    }

    /** The target of one row where that is one value: its class code, or its number. */
    public float target(int row) {
        int part = part(row);
        return shards.get(part).target(row - starts[part], 0);
    }

    /** Puts the {@link Target#values} of one row's target into {@code into}, from {@code at} on. */
    public void copyTarget(int row, float[] into, int at) {
        int part = part(row);
        for (int value = 0; value < card.target().values(); value++) {
            into[at + value] = shards.get(part).target(row - starts[part], value);
        }
    }

    /** The weight of one row. */
    public float weight(int row) {
        int part = part(row);
        return shards.get(part).weight(row - starts[part]);
    }

    /** The key of one row. */
    public String key(int row) {
        int part = part(row);
        return shards.get(part).key(row - starts[part]);
    }

    /** The moments of the features of one part. */
    public Moments moments(int part) {
        return shards.get(part).moments();
    }

    /** Frees the arrays on the device. */
    @Override
    public void close() {
        manager.close();
    }

    private int part(int row) {
        if (row < 0 || row >= starts[starts.length - 1]) {
            throw new IndexOutOfBoundsException("row " + row + " of " + starts[starts.length - 1]);
        }
        int part = Arrays.binarySearch(starts, row);
        if (part < 0) {
            return -part - 2; // the last part that starts before the row
        }
        while (starts[part + 1] == row) {
            part++; // parts without rows start there too
        }
        return part;
    }

    private static Device place(String device) {
        if (device.equals("cpu")) {
            return Device.cpu();
        }
        int count = Engine.getEngine(ColumnLoader.ENGINE).getGpuCount();
        for (int id = 0; id < count; id++) {
            if (device.equals("cuda:" + id)) {
                return Device.gpu(id);
            }
        }
        throw FoldSyncException.of(
                ErrorCode.NO_DEVICE,
                "device " + device,
                "not among the devices here, which are cpu and " + count + " CUDA devices",
                "cpu, or cuda:0 to one below their number",
                "Name another device, or see to driver and native libraries.");
    }
}
