package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.function.Consumer;

/**
 * Host memory through which large arguments of a program pass, used again and again: what the engine's own way allocates
 * for each is given back only when Java's collector runs, which may be gigabytes later.
 */
final class Staging {
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    /**
     * An {@code I64} array of what {@code fill} puts into a buffer. On a CPU it is that buffer: it must be closed before the
     * next one is asked for.
     *
     * @param owner owns the array, and tells the device
     */
    NDArray longs(NDManager owner, Shape shape, Consumer<LongBuffer> fill) {
        int bytes = Math.toIntExact(Math.multiplyExact(shape.size(), (long) Long.BYTES));
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        ByteBuffer used = memory.clear().limit(bytes).slice().order(ByteOrder.nativeOrder());
        fill.accept(used.asLongBuffer());
        return owner.create(used, shape, DataType.INT64);
    }
}
