package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who watches a run. */
public sealed interface CallbackConfig {

    /** One that comes with FoldSync. */
    enum Kind {
        MODEL_SUMMARY("modelSummary", Optional.of("maxDepth")),
        LEARNING_RATE_MONITOR("learningRateMonitor", Optional.empty()),
        TIMER("timer", Optional.of("every")),
        THROUGHPUT_MONITOR("throughputMonitor", Optional.of("every")),
        MEMORY_MONITOR("memoryMonitor", Optional.of("every"));

        private final String written;

        @SuppressWarnings("ImmutableEnumChecker") // of a String
        private final Optional<String> argument;

        Kind(String written, Optional<String> argument) {
            this.written = written;
            this.argument = argument;
        }

        private static List<String> names() {
            return Arrays.stream(values()).map(kind -> kind.written).toList();
        }
    }

    /**
     * One that comes with FoldSync.
     *
     * @param number its one argument: how deep to look, or after how many epochs to tell; 1 unless written
     */
    record Known(Kind kind, int number) implements CallbackConfig {}

    /** A class of the user's own. */
    record Own(ModelConfig.OwnClass made) implements CallbackConfig {}

    static List<CallbackConfig> bindAll(Section root) {
        return root.value("callbacks")
                .map(value -> value.list("a list of callbacks", CallbackConfig::bind))
                .orElse(List.of());
    }

    /** A callback is its name alone, or its name with a mapping of arguments, or a class with options. */
    private static Optional<CallbackConfig> bind(Value item) {
        if (item.tree() instanceof Tree.Scalar) {
            return item.text().flatMap(name -> kind(item, name)).map(kind -> new Known(kind, 1));
        }
        if (!(item.tree() instanceof Tree.Keys keys) || keys.entries().isEmpty()) {
            return item.wrongType(
                    "a callback, as name, name: { arguments } or class: name", "Begin each callback with a dash.");
        }
        if (keys.entries().containsKey("class")) {
            return item.section().map(CallbackConfig::bindOwn);
        }
        if (keys.entries().size() != 1) {
            return item.wrongType("one callback", "Begin each callback with a dash.");
        }
        Map.Entry<String, Tree> entry = keys.entries().entrySet().iterator().next();
        String name = entry.getKey();
        Value named = new Value(new Tree.Scalar(keys.place(), name, name), item.path(), item.faults());
        Value below = new Value(entry.getValue(), item.path() + "." + name, item.faults());
        return kind(named, name).flatMap(kind -> below.section().map(section -> bindKnown(kind, section)));
    }

    private static Optional<Kind> kind(Value at, String name) {
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(known -> known.written.equals(name))
                .findFirst();
        return kind.isPresent() ? kind : at.unknownName(name, Kind.names());
    }

    private static CallbackConfig bindKnown(Kind kind, Section section) {
        int number = kind.argument
                .flatMap(argument -> section.whole(argument, Bounds.atLeast(1)))
                .orElse(1);
        section.finish();
        return new Known(kind, number);
    }

    private static CallbackConfig bindOwn(Section section) {
        Own own = new Own(ModelConfig.bindClass(section));
        section.finish();
        return own;
    }

    /** As it is written in a configuration. */
    default Object written() {
        if (this instanceof Own own) {
            return own.made.named();
        }
        Known known = (Known) this;
        return known.kind
                .argument
                .<Object>map(argument -> Map.of(known.kind.written, Map.of(argument, known.number)))
                .orElse(known.kind.written);
    }
}
