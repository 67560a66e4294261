package io.foldsync.nn;

import java.io.Serializable;

/**
 * A network's recipe, which travels to executors: layers that FoldSync compiles, a file exported from PyTorch, or a block
 * of DJL's.
 */
public sealed interface Network extends Serializable permits Architecture, TorchScript, BlockRecipe {

    /** A line for people and manifests, such as {@code mlp 256-128, dropout 0.5}. */
    String describe();
}
