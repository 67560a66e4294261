package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;

/**
 * The speed of float32 matrix products on one thread of this machine's CPU: what no training step here can exceed, and
 * therefore what its speed is measured against.
 */
public final class GemmLimit {
    private static final int SIDE = 2048;
    private static final int UNTIMED = 2;
    private static final int TIMED = 5;

    private GemmLimit() {}

    /**
     * Floating-point operations a second, in units of 10^9: the best of some products of two square matrices of 2048
     * rows, since what else the machine does can only slow them down. Takes about a second, and 50 MB meanwhile.
     *
     * @throws io.foldsync.error.FoldSyncException {@code NATIVES_MISMATCH} if the tensor engine cannot be started
     */
    public static double gigaflopsPerThread() {
        Natives.start();
        JniUtils.setNumThreads(1); // of this thread, whichever loaded the natives: some keep a number each
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray left = square(manager, "left");
            NDArray right = square(manager, "right");
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < UNTIMED + TIMED; i++) {
                long start = System.nanoTime();
                left.matMul(right).close();
                long nanos = System.nanoTime() - start;
                shortest = i < UNTIMED ? shortest : Math.min(shortest, nanos);
            }
            return 2.0 * SIDE * SIDE * SIDE / shortest;
        }
    }

    private static NDArray square(NDManager manager, String name) {
        RandomStream random = Seed.root(0).child(name).stream();
        float[] numbers = new float[SIDE * SIDE];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble() - 0.5f;
        }
        return manager.create(numbers, new Shape(SIDE, SIDE));
    }
}
