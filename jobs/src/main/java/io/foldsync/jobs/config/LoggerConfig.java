package io.foldsync.jobs.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One who keeps a log of the run: a name, a name with its keys, or a class of the user's own. */
public sealed interface LoggerConfig {
    /** For most uses; only a tracking server may need longer. */
    Duration DEFAULT_FLUSH = Duration.ofMinutes(1);

    /** A name alone. */
    enum Plain implements LoggerConfig {
        /** A row an epoch. */
        CSV("csv"),
        /** A line of JSON an event. */
        JSON_LINES("jsonLines"),
        /** Gauges in Spark's metrics system. */
        SPARK_METRICS("sparkMetrics");

        private final String written;

        Plain(String written) {
            this.written = written;
        }

        @Override
        public Object written() {
            return written;
        }
    }

    /**
     * Event files for TensorBoard.
     *
     * @param interval at least that long lies between two writings
     */
    record TensorBoard(Duration interval) implements LoggerConfig {
        private static final String NAME = "tensorBoard";

        private static TensorBoard bind(Section section) {
            int seconds = section.whole("publishSeconds", Bounds.atLeast(1)).orElse(30);
            section.finish();
            return new TensorBoard(Duration.ofSeconds(seconds));
        }

        @Override
        public Object written() {
            return Map.of(NAME, Map.of("publishSeconds", interval.toSeconds()));
        }
    }

    /**
     * A tracking server. Who asks is not configured: it is known from the driver's environment.
     *
     * @param uri empty for what the environment says
     * @param flush how long the run waits for the server at its end
     */
    record Mlflow(
            Optional<String> uri,
            Optional<String> experiment,
            Optional<String> runName,
            Optional<String> parentRun,
            Map<String, String> tags,
            boolean artifacts,
            Duration flush)
            implements LoggerConfig {
        private static final String NAME = "mlflow";
        private static final Pattern USABLE = Pattern.compile("databricks|https?://[^\\s/?#]+(/[^\\s?#]*)?");
        private static final String ADDRESS = "an http or https address without user and password, or databricks";

        public Mlflow {
            tags = Collections.unmodifiableMap(new TreeMap<>(tags)); // Map.copyOf has another order in every JVM
        }

        private static Mlflow bind(Section section) {
            Mlflow config = new Mlflow(
                    bindUri(section),
                    section.text("experiment"),
                    section.text("runName"),
                    section.text("parentRun"),
                    section.options("tags"),
                    section.flag("artifacts").orElse(true),
                    Duration.ofSeconds(
                            section.whole("flushSeconds", Bounds.atLeast(1)).orElse((int) DEFAULT_FLUSH.toSeconds())));
            section.finish();
            return config;
        }

        private static Optional<String> bindUri(Section section) {
            Optional<Value> value = section.value("uri");
            Optional<String> uri = section.text("uri");
            if (uri.filter(text -> text.contains("@")).isPresent()) { // not repeated: it may hold a password
                section.conflict(
                        "uri",
                        "an address with a user or a password in it",
                        ADDRESS,
                        "Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD on the driver instead.");
                return Optional.empty();
            }
            return uri.filter(text -> !USABLE.matcher(text).matches()).isPresent()
                    ? value.flatMap(text -> text.outOfRange(ADDRESS))
                    : uri;
        }

        @Override
        public Object written() {
            Map<String, Object> mlflow = new LinkedHashMap<>();
            uri.ifPresent(value -> mlflow.put("uri", value));
            experiment.ifPresent(value -> mlflow.put("experiment", value));
            runName.ifPresent(value -> mlflow.put("runName", value));
            parentRun.ifPresent(value -> mlflow.put("parentRun", value));
            mlflow.put("tags", tags);
            mlflow.put("artifacts", artifacts);
            mlflow.put("flushSeconds", flush.toSeconds());
            return Map.of(NAME, mlflow);
        }
    }

    /** A class of the user's own. */
    record OwnClass(String name, Map<String, String> options) implements LoggerConfig {
        private static final String NAME = "class";

        public OwnClass {
            options = Collections.unmodifiableMap(new TreeMap<>(options));
        }

        private static OwnClass bind(Section section) {
            OwnClass config = new OwnClass(section.text(NAME).orElse(""), section.options("options"));
            section.finish();
            return config;
        }

        @Override
        public Object written() {
            Map<String, Object> own = new LinkedHashMap<>();
            own.put(NAME, name);
            own.put("options", options);
            return own;
        }
    }

    static List<LoggerConfig> bindAll(Section root, String key) {
        return root.value(key)
                .filter(value -> !value.isEmptyList())
                .map(value -> value.list("a list of loggers", LoggerConfig::bind))
                .orElse(List.of());
    }

    private static Optional<LoggerConfig> bind(Value item) {
        if (item.tree() instanceof Tree.Scalar) {
            Section none = new Section(item.path(), new Tree.Keys(item.tree().place(), Map.of()), item.faults());
            return item.text().flatMap(name -> bind(item, name, () -> Optional.of(none)));
        }
        if (item.tree() instanceof Tree.Keys keys && keys.entries().containsKey(OwnClass.NAME)) {
            return item.section().map(OwnClass::bind);
        }
        if (!(item.tree() instanceof Tree.Keys keys) || keys.entries().size() != 1) {
            return item.wrongType(
                    "one logger, as name, name: { keys } or class and options", "Begin each with a dash.");
        }
        Map.Entry<String, Tree> entry = keys.entries().entrySet().iterator().next();
        String name = entry.getKey();
        Value below = new Value(entry.getValue(), item.path() + "." + name, item.faults());
        Value named = new Value(new Tree.Scalar(keys.place(), name, name), item.path(), item.faults());
        return bind(named, name, below::section);
    }

    private static Optional<LoggerConfig> bind(Value at, String name, Supplier<Optional<Section>> keys) {
        if (name.equals(TensorBoard.NAME)) {
            return keys.get().map(TensorBoard::bind);
        }
        if (name.equals(Mlflow.NAME)) {
            return keys.get().map(Mlflow::bind);
        }
        for (Plain plain : Plain.values()) {
            if (plain.written.equals(name)) {
                keys.get().ifPresent(Section::finish);
                return Optional.of(plain);
            }
        }
        List<String> known = Stream.concat(
                        Arrays.stream(Plain.values()).map(plain -> plain.written),
                        Stream.of(TensorBoard.NAME, Mlflow.NAME, OwnClass.NAME))
                .toList();
        return at.unknownName(name, known);
    }

    /** As it is written in a configuration. */
    Object written();
}
