package io.foldsync.jobs.config;

import io.foldsync.nn.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cross-validation job, complete and consistent as far as can be known without the data.
 *
 * @param output the URI of the output directory
 * @param refit whether one more network is trained, on all rows
 */
public record JobConfig(
        DataConfig data,
        FoldsConfig folds,
        ModelConfig model,
        TrainingConfig training,
        long seed,
        String output,
        RunConfig run,
        List<LoggerConfig> loggers,
        List<CallbackConfig> callbacks,
        boolean refit) {

    /** The keys at the top. */
    static final List<String> KEYS =
            List.of("data", "folds", "model", "training", "seed", "output", "run", "loggers", "callbacks", "refit");

    private static final long DEFAULT_SEED = 42;

    public JobConfig {
        loggers = List.copyOf(loggers);
    }

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
                LoggerConfig.bindAll(root, "loggers"),
                CallbackConfig.bindAll(root),
                root.flag("refit").orElse(false));
        root.finish();
        config.checkCompiled(data, training);
        config.data.knownTask().ifPresent(task -> config.checkTask(task, folds, training));
        return config;
    }

    private static Optional<String> output(Value output, Locations locations) {
        return output.text().flatMap(text -> locations.output(text).or(() -> output.outOfRange("a path or a URI")));
    }

    /** Finds what only the program of a compiled network can do. */
    private void checkCompiled(Section data, Section training) {
        if (model.compiled()) {
            return;
        }
        if (!this.data.augmentation().none()) {
            data.conflict(
                    "augmentation",
                    "augmentation for a network that is not compiled",
                    "none beside model.architecture: torchscript or block",
                    "Remove augmentation, or write the network as layers.");
        }
        if (this.training.steps().precision() != Precision.FLOAT32) {
            training.conflict(
                    "precision",
                    Value.written(this.training.steps().precision()) + " for a network that is not compiled",
                    "float32 beside model.architecture: torchscript or block",
                    "Remove precision, or write the network as layers.");
        }
    }

    /** Finds the settings that go with the other task only. */
    private void checkTask(Task task, Section folds, Section training) {
        String beside =
                " beside " + (data.task().isEmpty() ? "several labels a row" : "data.task: " + Value.written(task));
        this.training
                .loss()
                .filter(loss -> !loss.kind().suits(task))
                .ifPresent(loss -> training.conflict(
                        "loss",
                        Value.written(loss.kind()) + beside,
                        "one of " + String.join(", ", LossConfig.Kind.names(task)),
                        "Write one of them, or remove loss."));
        boolean stratified = this.folds instanceof FoldsConfig.KFolds kFolds
                && kFolds.stratified().orElse(false);
        if (stratified && task != Task.CLASSIFICATION) {
            String reason = task == Task.MULTILABEL
                    ? "rows that may have several labels belong to no one stratum"
                    : "numbers have no classes to stratify by";
            folds.conflict(
                    "splitter",
                    "stratified" + beside,
                    "kfold or column, as " + reason,
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
        if (!loggers.isEmpty()) {
            root.put("loggers", loggers.stream().map(LoggerConfig::written).toList());
        }
        if (!callbacks.isEmpty()) {
            root.put(
                    "callbacks", callbacks.stream().map(CallbackConfig::written).toList());
        }
        root.put("refit", refit);
        return root;
    }
}
