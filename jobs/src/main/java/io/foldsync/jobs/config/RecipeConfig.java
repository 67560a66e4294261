package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * A network and how it is trained, without data: the sections {@code model} and {@code training} of a job, and what its data
 * section says of features.
 *
 * @param shape of a row's features; empty for what the data say
 */
public record RecipeConfig(ModelConfig model, TrainingConfig training, ScalingConfig scaling, List<Integer> shape) {
    public RecipeConfig {
        shape = List.copyOf(shape);
    }

    /**
     * Binds a recipe's text.
     *
     * @param name what faults call the text
     * @param text YAML or JSON with {@code model} and, if wanted, {@code training}, {@code scaling} and {@code shape}
     * @param settings applied in order, each over what was there
     * @param directory the URI of the directory that relative paths follow
     * @throws io.foldsync.error.FoldSyncException with every fault found
     */
    public static RecipeConfig of(String name, String text, List<Setting> settings, String directory) {
        Faults faults = new Faults();
        Optional<Tree> tree = YamlTree.ofFile(name, text, faults);
        faults.stopIfAny();
        if (!(tree.orElseThrow() instanceof Tree.Keys root)) {
            faults.add(
                    ErrorCode.CONFIG_SYNTAX,
                    tree.get().place(),
                    tree.get().found(),
                    "a mapping of keys",
                    "Begin with model:.");
            faults.stopIfAny();
            throw new IllegalStateException("neither a tree nor a fault");
        }
        for (Setting setting : settings) {
            root = setting.applyTo(root, faults);
        }
        RecipeConfig config = bind(new Section("", root, faults), new Locations(directory + "/" + name, directory));
        faults.stopIfAny();
        return config;
    }

    private static RecipeConfig bind(Section root, Locations locations) {
        List.of("model", "training", "scaling", "shape").forEach(root::value); // so that all are known, in this order
        root.require("model", "a section with architecture", "Say what to train.");
        RecipeConfig config = new RecipeConfig(
                ModelConfig.bind(root.sectionOrDefaults("model"), locations),
                TrainingConfig.bind(root.sectionOrDefaults("training")),
                ScalingConfig.bind(root),
                root.wholes("shape", Bounds.atLeast(1)));
        root.finish();
        return config;
    }
}
