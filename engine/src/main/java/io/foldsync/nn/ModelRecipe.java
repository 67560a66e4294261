package io.foldsync.nn;

import static java.util.Objects.requireNonNull;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.Locale;

/**
 * Everything about a model that is not data, weights or seeds.
 *
 * @param batchRows rows a batch, at least 1
 * @param augmentation how images are changed while it trains
 */
public record ModelRecipe(
        Network architecture, Loss loss, Optimizer optimizer, Steps steps, int batchRows, Augmentation augmentation)
        implements Serializable {

    public ModelRecipe {
        requireNonNull(architecture, "architecture");
        requireNonNull(loss, "loss");
        requireNonNull(optimizer, "optimizer");
        requireNonNull(steps, "steps");
        Sizes.atLeast(1, "batchRows", batchRows);
        requireNonNull(augmentation, "augmentation");
        if (!(architecture instanceof Architecture)) {
            requireNothingCompiled(steps.precision(), augmentation, architecture);
        }
    }

    private static void requireNothingCompiled(Precision precision, Augmentation augmentation, Network network) {
        if (precision.mixed()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "training.precision",
                    precision.name().toLowerCase(Locale.ROOT) + " for " + network.describe(),
                    "float32 for a network that FoldSync does not compile, whose inside it does not know",
                    "Drop training.precision, or write the network as layers.");
        }
        if (!augmentation.none()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "data.augmentation",
                    "images changed by chance for " + network.describe(),
                    "images as they are for a network that FoldSync does not compile",
                    "Drop data.augmentation, or write the network as layers.");
        }
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

    /** Of images as they are. */
    public ModelRecipe(Network architecture, Loss loss, Optimizer optimizer, Steps steps, int batchRows) {
        this(architecture, loss, optimizer, steps, batchRows, Augmentation.NONE);
    }

    /** With plain {@link Steps}. */
    public ModelRecipe(Network architecture, Loss loss, Optimizer optimizer, int batchRows) {
        this(architecture, loss, optimizer, Steps.plain(), batchRows);
    }

    /** With other steps. */
    public ModelRecipe withSteps(Steps steps) {
        return new ModelRecipe(architecture, loss, optimizer, steps, batchRows, augmentation);
    }

    /** With images changed otherwise. */
    public ModelRecipe withAugmentation(Augmentation augmentation) {
        return new ModelRecipe(architecture, loss, optimizer, steps, batchRows, augmentation);
    }
}
