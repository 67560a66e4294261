package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.data.Dtype;
import io.foldsync.data.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arrays between host and device: {@code F32} and {@code I64} alone, which is all that models own. */
final class Transfer {
    private Transfer() {}

    /** A copy on the manager's device, in memory of the engine's own. */
    static NDArray upload(NDManager manager, HostTensor tensor) {
        Shape shape =
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        // What create() gives still lives in the buffer; the duplicate is aligned as the engine likes and writable.
        try (NDArray lent = manager.create(direct(tensor), shape, type(tensor.dtype()))) {
            return lent.duplicate();
        }
    }

    /** A copy on the host. */
    static HostTensor download(NDArray array, ArraySpec spec) {
        long[] shape = spec.shape().stream().mapToLong(Integer::longValue).toArray();
        return spec.dtype() == Dtype.I64
                ? HostTensor.longs(array.toLongArray(), shape)
                : HostTensor.floats(array.toFloatArray(), shape);
    }

    /** Element m along the first dimension, in the same memory: what is written to one is read from the other. */
    static NDArray part(NDArray all, int m) {
        // NDArray.get() copies.
        try (NDArray slice = JniUtils.slice((PtNDArray) all, 0, m, m + 1, 1)) {
            return slice.squeeze(0);
        }
    }

    static List<Long> longs(List<Integer> shape) {
        return shape.stream().map(Integer::longValue).toList();
    }

    private static ByteBuffer direct(HostTensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
        return direct.put(bytes).flip();
    }

    private static DataType type(Dtype dtype) {
        return switch (dtype) {
            case F32 -> DataType.FLOAT32;
            case I64 -> DataType.INT64;
            default -> throw new IllegalArgumentException(dtype.toString());
        };
    }
}
