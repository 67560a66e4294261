package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foldsync.nn.ArraySpec.Role;
import java.util.List;

/** A network whose inside FoldSync does not know, alive on one device. */
interface LiveNetwork extends AutoCloseable {

    /** An array of the network's own, which it goes on using. */
    record Owned(ArraySpec spec, NDArray array) {
        boolean learns() {
            return spec.role() == Role.PARAMETER;
        }
    }

    /** Makes the network of a recipe that is not compiled, on the manager's device. */
    static LiveNetwork open(NDManager manager, ModelRecipe recipe, Feed feed) {
        return recipe.architecture() instanceof TorchScript script
                ? new ScriptNetwork(manager, script)
                : new BlockNetwork(
                        manager,
                        (BlockRecipe) recipe.architecture(),
                        feed.shape(),
                        feed.target().outputs());
    }

    /** Its parameters that learn, then all else that a {@code state_dict} holds; whatever it holds twice, once. */
    List<Owned> arrays();

    /** Whether first weights are to be drawn; otherwise it brings them. */
    boolean drawn();

    /**
     * What it makes of a batch {@code [b, shape…]}; the caller has set the grad mode.
     *
     * @return {@code [b, outputs]}, hopefully
     */
    NDArray forward(NDArray x, boolean training);

    @Override
    void close();
}
