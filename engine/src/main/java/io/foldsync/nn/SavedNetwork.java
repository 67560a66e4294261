package io.foldsync.nn;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.FeatureType;
import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network as a finished run leaves it: with weights, all that prediction needs. What only training knows (dropout, loss,
 * optimizer) is gone, and so is the recipe of a compiled network: its evaluation program stands for it, whose class the
 * recipe ever was.
 */
public sealed interface SavedNetwork {

    /** The recipe in a line. */
    String description();

    /**
     * The evaluation program of a compiled network.
     *
     * @param text TorchScript of the method {@code evaluate(bounds, rows, features, shift, scale, lists…)}; see {@link
     *     Program}. It is code, though of tensors alone: it can call the tensor library's operators and nothing else
     * @param arrays in the order in which the method's lists hold them
     */
    record Compiled(String description, String text, List<SavedArray> arrays) implements SavedNetwork {
        /** What stands in the text for the device's name. */
        static final String DEVICE = "{device}";

        public Compiled {
            arrays = List.copyOf(arrays);
        }
    }

    /** A file from PyTorch. */
    record Script(TorchScript network) implements SavedNetwork {
        @Override
        public String description() {
            return network.describe();
        }
    }

    /** A block that a class makes, which must be on the class path when it is made again. */
    record Block(String description, String className, Map<String, String> options) implements SavedNetwork {
        public Block {
            options = Collections.unmodifiableMap(new TreeMap<>(options));
        }
    }

    /** A block of which only the object was given, so that nobody knows how to make it again. */
    record Unknown(String description, String className) implements SavedNetwork {}

    /**
     * What to save of a recipe that was trained on such rows.
     *
     * @throws io.foldsync.error.FoldSyncException if the recipe does not fit the rows
     */
    static SavedNetwork of(ModelRecipe recipe, DatasetCard card) {
        Network network = recipe.architecture();
        if (network instanceof TorchScript script) {
            return new Script(script);
        }
        if (network instanceof NamedBlock named) {
            return new Block(named.describe(), named.className(), named.options());
        }
        if (network instanceof BlockRecipe block) {
            Class<?> type = block.getClass();
            return plain(type)
                    .<SavedNetwork>map(ignored -> new Block(block.describe(), type.getName(), Map.of()))
                    .orElseGet(() -> new Unknown(block.describe(), type.getName()));
        }
        // As numbers of 32 bits, shifted and scaled, whatever the table held: bytes are these numbers, and rows that no
        // scaling was fitted to are shifted by 0 and scaled by 1, which changes no bit.
        Feed feed = new Feed(card.shape(), FeatureType.FLOAT32, card.target(), false, true, Compiled.DEVICE);
        return ProgramCompiler.saved(recipe, feed);
    }

    /** The one constructor of a class, if it takes nothing: then every object of the class is the same recipe. */
    private static Optional<Constructor<?>> plain(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        return all.length == 1 && all[0].getParameterCount() == 0 && type.getConstructors().length == 1
                ? Optional.of(all[0])
                : Optional.empty();
    }
}
