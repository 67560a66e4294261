package io.foldsync.nn;

import ai.djl.nn.Block;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A block by the name of the class that makes it and the options that class is told: what a configuration says, and what a
 * finished run can keep, so that its networks can be made again by whoever has the class.
 */
public final class NamedBlock implements BlockRecipe {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final TreeMap<String, String> options;
    private transient @Nullable BlockRecipe made;

    private NamedBlock(String className, Map<String, String> options) {
        this.className = className;
        this.options = new TreeMap<>(options);
    }

    /**
     * The recipe that a class on the class path makes; see {@link BlockRecipe} for what it must have.
     *
     * @throws io.foldsync.error.FoldSyncException {@code CLASS_NOT_USABLE} when it cannot be found, is not fit, or throws
     */
    public static NamedBlock of(String className, Map<String, String> options) {
        NamedBlock named = new NamedBlock(className, options);
        named.made();
        return named;
    }

    String className() {
        return className;
    }

    Map<String, String> options() {
        return Collections.unmodifiableMap(options);
    }

    private synchronized BlockRecipe made() {
        BlockRecipe recipe = made;
        if (recipe == null) {
            recipe = OwnClass.create(BlockRecipe.class, "model", className, options);
            made = recipe;
        }
        return recipe;
    }

    @Override
    public String describe() {
        return made().describe();
    }

    @Override
    public Block block(List<Integer> shape, int outputs) {
        return made().block(shape, outputs);
    }
}
