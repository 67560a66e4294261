package io.foldsync.jobs.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference of all configuration keys, from the code: examples are bound, the sections note which keys they were asked for
 * and what those take, and the configuration in force tells the defaults. Only the sentence about each key is written by hand,
 * in {@code keys.txt}.
 */
final class ConfigurationPage {
    /** Beside {@code training.optimizer} and the like there is one example of every name that an enum has. */
    private static final String BASE =
            "{ data: { path: x.csv, label: label }, model: { architecture: mlp, hidden: [8] }, output: out }";

    private static final Locations LOCATIONS = new Locations("file:/jobs/job.yaml", "file:/jobs");

    private final Map<String, AskedKey> asked = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> sentences = sentences();

    ConfigurationPage() {
        bind();
        bind("folds={ splitter: column, column: fold }");
        bind("data={ path: x.idx, labels: y.idx, format: idx }");
        bind("data.options={ sep: ';' }", "data.scaling={ fixed: { mean: 0, std: 1 } }");
        bind("data.task=classification", "data.features=[a]");
        bind("data.labelSeparator=';'");
        bind(
                "data.shape=[1, 8, 8]",
                "data.augmentation={ shiftScaleRotate: {}, brightnessContrast: {}, gamma: {}, oneOf: 0.3 }");
        bind("training.step={ class: a.B }", "run.checkpoint={ everyEpochs: 1 }");
        bind("training.stopping={ plateau: {}, overfitting: {}, divergence: {}, target: { value: 1 } }");
        bind("training.earlyStopping={}", "training.limitTrainBatches=1", "training.limitValidationBatches=1");
        for (LossConfig.Kind loss : LossConfig.Kind.values()) {
            bind("training.loss={ " + Value.written(loss) + ": {} }");
        }
        for (OptimizerConfig.Kind optimizer : OptimizerConfig.Kind.values()) {
            bind("training.optimizer=" + Value.written(optimizer));
        }
        for (ScheduleConfig.Kind schedule : ScheduleConfig.Kind.values()) {
            String arguments =
                    switch (schedule) {
                        case MULTI_STEP -> "milestones: [1]";
                        case SEQUENTIAL -> "schedules: [constant, constant], milestones: [1]";
                        case CHAINED -> "schedules: [constant]";
                        default -> "";
                    };
            bind("training.schedule={ " + Value.written(schedule) + ": { " + arguments + " } }");
        }
        for (String model : List.of(
                "{ architecture: resnet }",
                "{ architecture: transformer, features: 8, heads: 2, depth: 1 }",
                "{ architecture: layers, layers: [relu] }",
                "{ architecture: class, class: a.B }",
                "{ architecture: torchscript, file: net.pt }",
                "{ architecture: block, class: a.B }")) {
            bind("model=" + model);
        }
    }

    private void bind(String... settings) {
        Faults faults = new Faults();
        Tree.Keys root = (Tree.Keys) YamlTree.ofFile("job.yaml", BASE, faults).orElseThrow();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            root = Setting.yaml("--set", parts[0], parts[1]).applyTo(root, faults);
        }
        JobConfig config = JobConfig.bind(new Section("", root, faults), LOCATIONS);
        faults.stopIfAny();
        faults.asked().forEach((path, key) -> {
            if (!path.contains("[")) {
                asked.merge(path, key, (first, now) -> first.type().isEmpty() ? now : first);
            }
        });
        flatten("", config.written());
    }

    /** Of several examples the first counts: what a key is when nothing else is said. */
    private void flatten(String path, Map<?, ?> written) {
        written.forEach((key, value) -> {
            String below = path.isEmpty() ? key.toString() : path + "." + key;
            if (value instanceof Map<?, ?> map) {
                flatten(below, map);
            } else {
                defaults.putIfAbsent(below, String.valueOf(value));
            }
        });
    }

    /** Keys without a sentence, and sentences without a key. */
    Set<String> unexplained() {
        Set<String> odd = new TreeSet<>();
        Set<String> unused = new TreeSet<>(sentences.keySet());
        for (String path : asked.keySet()) {
            if (sentence(path).isEmpty()) {
                odd.add(path);
            }
            unused.remove(sentences.containsKey(path) ? path : anywhere(path));
        }
        odd.addAll(unused);
        return odd;
    }

    private String sentence(String path) {
        return sentences.getOrDefault(path, sentences.getOrDefault(anywhere(path), ""));
    }

    /** What stands for a key wherever it is: {@code *.monitor}. */
    private static String anywhere(String path) {
        return "*." + path.substring(path.lastIndexOf('.') + 1);
    }

    String text() {
        StringBuilder page = new StringBuilder(
                """
                # All configuration keys

                Made from the code by `ConfigurationPageTest`, which fails when this page is stale; its Javadoc says how to make it
                anew. Defaults are those of the shortest configuration, or follow from what is written beside them; `-` is no
                default: leaving the key out leaves the thing out. The arguments of `model.layers` are in the README.
                """);
        asked.keySet().stream()
                .filter(path -> path.contains("."))
                .map(ConfigurationPage::top)
                .distinct()
                .forEach(top -> {
                    page.append("\n## ").append(top).append("\n\n| key | value | default | |\n|---|---|---|---|\n");
                    asked.forEach((path, key) -> {
                        if (path.startsWith(top + ".")) {
                            page.append(row(path, key));
                        }
                    });
                });
        page.append("\n## At the top\n\n| key | value | default | |\n|---|---|---|---|\n");
        asked.forEach((path, key) -> {
            if (!path.contains(".")) {
                page.append(row(path, key));
            }
        });
        return page.toString();
    }

    private static String top(String path) {
        return path.substring(0, path.indexOf('.'));
    }

    private String row(String path, AskedKey key) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + path + "`");
        cells.add(key.type().isEmpty() ? "see there" : key.type() + (key.range().isEmpty() ? "" : ": " + key.range()));
        cells.add(defaultOf(path, key));
        cells.add(sentence(path));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String defaultOf(String path, AskedKey key) {
        boolean told = BASE_KEYS.contains(path) || key.type().startsWith("section") || !defaults.containsKey(path);
        return told ? "-" : "`" + defaults.get(path) + "`";
    }

    /** What the examples themselves say. */
    private static final Set<String> BASE_KEYS = Set.of(
            "data.path",
            "data.labels",
            "data.label",
            "data.features",
            "data.task",
            "data.scaling.fixed.mean",
            "data.scaling.fixed.std",
            "model.architecture",
            "model.hidden",
            "model.features",
            "model.heads",
            "model.depth",
            "model.layers",
            "model.class",
            "model.file",
            "folds.splitter",
            "folds.column",
            "output",
            "training.loss",
            "training.schedule",
            "training.schedule.multi_step.milestones",
            "training.schedule.sequential.milestones",
            "training.schedule.sequential.schedules",
            "training.schedule.chained.schedules",
            "training.stopping.target.value",
            "training.limitTrainBatches",
            "training.limitValidationBatches");

    private static Map<String, String> sentences() {
        try (InputStream in = ConfigurationPage.class.getResourceAsStream("keys.txt")) {
            Map<String, String> sentences = new LinkedHashMap<>();
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                String[] parts = line.split("=", 2);
                sentences.put(parts[0].strip(), parts[1].strip());
            });
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
