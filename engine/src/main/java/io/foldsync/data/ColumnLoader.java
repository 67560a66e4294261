package io.foldsync.data;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Copies columns of shards, part by part, into arrays on a device. Beside the array itself it needs one small buffer:
 * joining an array a part would hold everything twice, and mapped files would count as used until the next garbage
 * collection.
 */
final class ColumnLoader {
    static final String ENGINE = "PyTorch";
    private static final int CHUNK_BYTES = 1 << 23;

    private final List<Shard> shards;
    private final NDManager manager;

    ColumnLoader(List<Shard> shards, NDManager manager) {
        this.shards = shards;
        this.manager = manager;
    }

    /**
     * One column of all parts.
     *
     * @param shape of the array, rows first
     * @throws FoldSyncException ({@code OUT_OF_MEMORY}) if the device has no room for it
     */
    NDArray load(String column, Shape shape, DataType type) {
        NDArray whole = allocate(shape, type);
        int rowBytes = Math.toIntExact(shape.slice(1).size() * type.getNumOfBytes());
        int chunkRows = Math.max(1, Math.min(CHUNK_BYTES / rowBytes, longestShard()));
        ByteBuffer chunk = ByteBuffer.allocateDirect(chunkRows * rowBytes).order(ByteOrder.nativeOrder());
        try (NDManager host = NDManager.newBaseManager(Device.cpu(), ENGINE)) {
            long start = 0;
            for (Shard shard : shards) {
                for (long from = 0; from < shard.rows(); from += chunkRows) {
                    long to = Math.min(shard.rows(), from + chunkRows);
                    shard.read(column, from, to, chunk);
                    long[] size = shape.getShape().clone();
                    size[0] = to - from;
                    try (NDArray source = host.create(chunk.slice(), new Shape(size), type)) {
                        whole.set(new NDIndex().addSliceDim(start + from, start + to), source);
                    }
                }
                start += shard.rows();
            }
        }
        return whole;
    }

    private int longestShard() {
        return shards.stream().mapToInt(Shard::rows).max().orElse(0);
    }

    private NDArray allocate(Shape shape, DataType type) {
        try {
            return manager.create(shape, type);
        } catch (EngineException e) {
            throw FoldSyncException.of(
                            ErrorCode.OUT_OF_MEMORY,
                            "device " + manager.getDevice(),
                            "no room for " + type + shape,
                            ((shape.size() * type.getNumOfBytes()) >> 20) + " MiB free",
                            "Give executors more memory, or use a device that has it.")
                    .causedBy(e);
        }
    }
}
