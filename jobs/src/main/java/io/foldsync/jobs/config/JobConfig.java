package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cross-validation job, complete and consistent as far as can be known without the data.
 *
 * @param output the URI of the output directory
 */
public record JobConfig(
        DataConfig data,
        FoldsConfig folds,
        ModelConfig model,
        TrainingConfig training,
        long seed,
        String output,
        RunConfig run,
        List<CallbackConfig> callbacks) {

    /** The keys at the top. */
    static final List<String> KEYS =
            List.of("data", "folds", "model", "training", "seed", "output", "run", "callbacks");

    private static final long DEFAULT_SEED = 42;

    static JobConfig bind(Section root, Locations locations) {
        KEYS.forEach(root::value); // so that all are known, in this order
        root.require("data", "a section with path and label", "Say what to read.");
        root.require("model", "a section with architecture", "Say what to train.");
        root.require("output", "the directory to write to", "Name one that does not exist yet, here or by --output.");
        Section data = root.sectionOrDefaults("data");
        Section folds = root.sectionOrDefaults("folds");
        Section model = root.sectionOrDefaults("model");
        Section training = root.sectionOrDefaults("training");
        JobConfig config = new JobConfig(
                DataConfig.bind(data, locations),
                FoldsConfig.bind(folds),
                ModelConfig.bind(model, locations),
                TrainingConfig.bind(training),
                root.value("seed").flatMap(Value::wide).orElse(DEFAULT_SEED),
                root.value("output").flatMap(value -> output(value, locations)).orElse(""),
                RunConfig.bind(root.sectionOrDefaults("run")),
                CallbackConfig.bindAll(root));
        root.finish();
        config.data.task().ifPresent(task -> config.checkTask(task, folds, training));
        return config;
    }

    private static Optional<String> output(Value output, Locations locations) {
        return output.text().flatMap(text -> locations.output(text).or(() -> output.outOfRange("a path or a URI")));
    }

    /** Finds the settings that go with the other task only. */
    private void checkTask(Task task, Section folds, Section training) {
        boolean classes = task == Task.CLASSIFICATION;
        this.training
                .loss()
                .filter(loss -> loss.kind().ofClasses() != classes)
                .ifPresent(loss -> training.conflict(
                        "loss",
                        Value.written(loss.kind()) + " beside data.task: " + Value.written(task),
                        "one of " + String.join(", ", LossConfig.Kind.names(classes)),
                        "Write one of them, or remove loss."));
        if (!classes
                && this.folds instanceof FoldsConfig.KFolds kFolds
                && kFolds.stratified().orElse(false)) {
            folds.conflict(
                    "splitter",
                    "stratified beside data.task: regression",
                    "kfold or column, as numbers have no classes to stratify by",
                    "Write kfold, or remove splitter.");
        }
    }

    /**
     * The configuration as it takes effect, all defaults filled in, with values that JSON knows: what was left to the data
     * (task, loss, splitter) is left out. Written to a file, it is a configuration that binds to an equal job.
     */
    public Map<String, Object> written() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("data", data.written());
        root.put("folds", folds.written());
        root.put("model", model.written());
        root.put("training", training.written());
        root.put("seed", seed);
        root.put("output", output);
        root.put("run", run.written());
        if (!callbacks.isEmpty()) {
            root.put(
                    "callbacks", callbacks.stream().map(CallbackConfig::written).toList());
        }
        return root;
    }
}
