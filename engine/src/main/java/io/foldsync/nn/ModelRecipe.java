package io.foldsync.nn;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Everything about a model that is not data, weights or seeds.
 *
 * @param batchRows rows a batch, at least 1
 */
public record ModelRecipe(Network architecture, Loss loss, Optimizer optimizer, Steps steps, int batchRows)
        implements Serializable {

    public ModelRecipe {
        requireNonNull(architecture, "architecture");
        requireNonNull(loss, "loss");
        requireNonNull(optimizer, "optimizer");
        requireNonNull(steps, "steps");
        Sizes.atLeast(1, "batchRows", batchRows);
    }

    /**
     * The architecture of a network that is compiled.
     *
     * @throws IllegalStateException for any other
     */
    Architecture compiled() {
        if (architecture instanceof Architecture layers) {
            return layers;
        }
        throw new IllegalStateException(architecture.describe() + " has no layers to compile");
    }

    /** With plain {@link Steps}. */
    public ModelRecipe(Network architecture, Loss loss, Optimizer optimizer, int batchRows) {
        this(architecture, loss, optimizer, Steps.plain(), batchRows);
    }

    /** With other steps. */
    public ModelRecipe withSteps(Steps steps) {
        return new ModelRecipe(architecture, loss, optimizer, steps, batchRows);
    }
}
