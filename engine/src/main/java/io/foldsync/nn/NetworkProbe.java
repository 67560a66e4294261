package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;

/**
 * What a network that is not compiled takes, from the live network: it is made on the CPU, asked for its arrays, and shown
 * a few rows of zeros, while glibc tells how much memory is given out.
 *
 * @param arrays all that the training of one model owns
 * @param bytesARow what the forward pass of one row keeps for the gradients; 0 where the C library does not tell. Others
 *     who allocate at the same time blur it
 */
record NetworkProbe(List<ArraySpec> arrays, long bytesARow) {
    private static final int ROWS = 8;

    /** An odd number; the first pass makes what is kept for good. */
    private static final int PASSES = 5;

    /**
     * Tries the network of a recipe.
     *
     * @throws io.foldsync.error.FoldSyncException if it does not fit the rows, or is no network
     */
    static NetworkProbe of(ModelRecipe recipe, Feed feed) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                LiveNetwork network = LiveNetwork.open(manager, recipe.architecture(), feed)) {
            List<ArraySpec> given =
                    network.arrays().stream().map(LiveNetwork.Owned::spec).toList();
            List<ArraySpec> learning =
                    given.stream().filter(spec -> spec.role() == Role.PARAMETER).toList();
            long[] kept = new long[PASSES];
            Arrays.setAll(kept, pass -> kept(network, manager, feed.shape()));
            Arrays.sort(kept);
            return new NetworkProbe(StepText.of(recipe, learning).arrays(given), Math.max(0, kept[PASSES / 2]) / ROWS);
        } catch (EngineException e) {
            throw BlockNetwork.fault(
                            recipe.architecture(),
                            EngineMessage.of(e),
                            "a network that makes [b, " + feed.target().outputs() + "] of [b, "
                                    + feed.shape().toString().substring(1) + ", in float32")
                    .causedBy(e);
        }
    }

    /** What is given out more while the outputs and the graph behind them live than before. */
    private static long kept(LiveNetwork network, NDManager manager, List<Integer> shape) {
        Shape rows = new Shape(ROWS).addAll(new Shape(Transfer.longs(shape)));
        try (NDManager scratch = manager.newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return GlobalGenerator.seeded(Seed.root(0), () -> {
                JniUtils.setGradMode(true);
                try {
                    long before = Malloc.inUse().orElse(0);
                    NDArray outputs = network.forward(scratch.zeros(rows), true);
                    long kept = Malloc.inUse().orElse(0) - before;
                    outputs.close();
                    return kept;
                } finally {
                    JniUtils.setGradMode(false);
                }
            });
        }
    }
}
