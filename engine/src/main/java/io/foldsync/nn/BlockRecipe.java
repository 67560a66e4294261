package io.foldsync.nn;

import ai.djl.nn.Block;
import java.util.List;

/**
 * A network as a block of DJL's; an extension point. Small and serializable: it travels to executors, where blocks are
 * made.
 *
 * <p>A user's own recipe is a class with a public constructor without arguments, or one that takes a
 * {@code Map<String, String>} of the configuration's {@code model.options}.
 *
 * <p>First weights are drawn from the seed tree by the kinds of the block's parameters, whatever initialisers it has set:
 * {@code WEIGHT} and {@code OTHER} as {@link Initial#fanIn} of the sizes after the first, {@code BIAS} and {@code BETA} 0,
 * {@code GAMMA} 1, running means 0 and running variances 1. Parameters are 32-bit floats.
 */
public non-sealed interface BlockRecipe extends Network {

    /**
     * A new block, not initialised.
     *
     * @param shape the shape of one row: {@code [d]}, or {@code [channels, height, width]}
     * @param outputs c classes, or 1 for regression
     * @return a block that turns {@code [b, shape…]} into {@code [b, outputs]}
     */
    Block block(List<Integer> shape, int outputs);
}
