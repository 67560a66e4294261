package io.foldsync.jobs.config;

import io.foldsync.jobs.config.LayerKind.Argument;
import io.foldsync.jobs.config.LayerKind.BranchesArgument;
import io.foldsync.jobs.config.LayerKind.FlagArgument;
import io.foldsync.jobs.config.LayerKind.LayersArgument;
import io.foldsync.jobs.config.LayerKind.ShareArgument;
import io.foldsync.jobs.config.LayerKind.WholeArgument;
import io.foldsync.jobs.config.LayerKind.WholesArgument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One layer as configured: its kind with every argument filled in.
 *
 * @param arguments by name: Integer, Double, Boolean, List of Integer, or the text {@code outputs}
 * @param branches the lists of layers within it, by name; the name of one of several is {@code branches[0]} and so on
 * @param key where it stands, such as {@code model.layers[3]}
 */
public record LayerConfig(
        LayerKind kind, Map<String, Object> arguments, Map<String, List<LayerConfig>> branches, String key) {
    static final String OUTPUTS = "outputs";

    public LayerConfig {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments)); // Map.copyOf has another order in every JVM
        branches = Collections.unmodifiableMap(new TreeMap<>(branches));
    }

    /** Whether its units are as many as the task needs. */
    public boolean outputs() {
        return OUTPUTS.equals(arguments.get("out"));
    }

    /** The named argument, a whole number. */
    public int whole(String argument) {
        return (Integer) argument(argument);
    }

    /** The named argument, a real number. */
    public double number(String argument) {
        return (Double) argument(argument);
    }

    /** The named argument, true or false. */
    public boolean flag(String argument) {
        return (Boolean) argument(argument);
    }

    /** The named argument, a list of whole numbers. */
    public List<Integer> wholes(String argument) {
        return ((List<?>) argument(argument)).stream().map(Integer.class::cast).toList();
    }

    /** The layers within, empty when none were written. */
    public List<LayerConfig> branch(String argument) {
        return branches.getOrDefault(argument, List.of());
    }

    /** The several lists of layers within that one argument holds. */
    public List<List<LayerConfig>> several(String argument) {
        List<List<LayerConfig>> several = new ArrayList<>();
        while (branches.containsKey(one(argument, several.size()))) {
            several.add(branch(one(argument, several.size())));
        }
        return several;
    }

    private static String one(String argument, int index) {
        return argument + "[" + index + "]";
    }

    private Object argument(String name) {
        return Objects.requireNonNull(arguments.get(name), name);
    }

    static List<LayerConfig> bindAll(Section section, String key) {
        return section.value(key)
                .map(value -> value.list("a list of layers", LayerConfig::bind))
                .orElse(List.of());
    }

    private static List<List<LayerConfig>> bindSeveral(Section section, String key) {
        String expected = "two or more lists of layers";
        section.require(key, expected, "Write them.");
        List<List<LayerConfig>> several = section.value(key)
                .map(value -> value.list(expected, LayerConfig::bindOne))
                .orElse(List.of());
        if (several.size() == 1) {
            section.value(key).ifPresent(value -> value.outOfRange(expected));
        }
        return several;
    }

    private static Optional<List<LayerConfig>> bindOne(Value item) {
        return Optional.of(item.isEmptyList() ? List.of() : item.list("a list of layers", LayerConfig::bind));
    }

    /** A layer is its name alone, or its name with a mapping of arguments, or with the one argument it has. */
    private static Optional<LayerConfig> bind(Value item) {
        if (item.tree() instanceof Tree.Scalar) {
            Section none = new Section(item.path(), new Tree.Keys(item.tree().place(), Map.of()), item.faults());
            return item.text().flatMap(name -> kind(item, name)).map(kind -> bind(kind, none, item.path()));
        }
        if (!(item.tree() instanceof Tree.Keys keys) || keys.entries().size() != 1) {
            return item.wrongType("one layer, as name or name: { arguments }", "Begin each layer with a dash.");
        }
        Map.Entry<String, Tree> entry = keys.entries().entrySet().iterator().next();
        String name = entry.getKey();
        Value below = new Value(entry.getValue(), item.path() + "." + name, item.faults());
        return kind(new Value(new Tree.Scalar(keys.place(), name, name), item.path(), item.faults()), name)
                .flatMap(kind -> arguments(kind, below).map(section -> bind(kind, section, item.path())));
    }

    private static Optional<LayerKind> kind(Value at, String name) {
        Optional<LayerKind> kind = Arrays.stream(LayerKind.values())
                .filter(known -> Value.written(known).equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            at.unknownName(
                    name, Arrays.stream(LayerKind.values()).map(Value::written).toList());
        }
        return kind;
    }

    private static Optional<Section> arguments(LayerKind kind, Value below) {
        boolean single = kind.arguments().size() == 1;
        boolean list = single && kind.arguments().get(0) instanceof WholesArgument;
        if (!(single && below.tree() instanceof Tree.Scalar) && !(list && below.tree() instanceof Tree.Items)) {
            return below.section();
        }
        Tree.Keys named = new Tree.Keys(
                below.tree().place(), Map.of(kind.arguments().get(0).name(), below.tree()));
        return Optional.of(new Section(below.path(), named, below.faults()));
    }

    private static LayerConfig bind(LayerKind kind, Section section, String key) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, List<LayerConfig>> branches = new LinkedHashMap<>();
        for (Argument argument : kind.arguments()) {
            String name = argument.name();
            if (argument instanceof LayersArgument layers) {
                if (layers.required()) {
                    section.require(name, "a list of layers", "Write at least one.");
                }
                branches.put(name, bindAll(section, name));
            } else if (argument instanceof BranchesArgument) {
                List<List<LayerConfig>> several = bindSeveral(section, name);
                for (int i = 0; i < several.size(); i++) {
                    branches.put(one(name, i), several.get(i));
                }
            } else {
                values.put(name, value(argument, section, values));
            }
        }
        section.finish();
        return new LayerConfig(kind, values, branches, key);
    }

    /** The argument's value; any valid one once a fault has been added. */
    private static Object value(Argument argument, Section section, Map<String, Object> before) {
        String name = argument.name();
        if (argument instanceof FlagArgument flag) {
            return section.flag(name).orElse(flag.fallback());
        }
        if (argument instanceof ShareArgument share) {
            if (share.fallback().isEmpty()) {
                section.require(name, "a number, at least 0 and below 1", "Write it.");
            }
            return section.number(name, Bounds.between(0, 1))
                    .or(share::fallback)
                    .orElse(0.0);
        }
        if (argument instanceof WholeArgument whole) {
            Optional<Object> fallback = whole.like().map(before::get).or(whole::fallback);
            if (fallback.isEmpty()) {
                section.require(name, "a whole number, at least " + whole.least(), "Write it.");
            }
            Optional<Object> written =
                    section.whole(name, Bounds.atLeast(whole.least())).map(number -> number);
            return written.or(() -> fallback).orElse(1);
        }
        if (argument instanceof WholesArgument wholes) {
            section.require(name, "a list of whole numbers", "Write it.");
            return List.copyOf(section.wholes(name, Bounds.atLeast(wholes.least())));
        }
        section.require(name, "a whole number, or the word " + OUTPUTS, "Write it.");
        Optional<Object> written = section.value(name).flatMap(LayerConfig::outputs);
        return written.orElse(OUTPUTS);
    }

    private static Optional<Object> outputs(Value value) {
        if (value.tree() instanceof Tree.Scalar scalar && OUTPUTS.equals(scalar.value())) {
            return Optional.of(OUTPUTS);
        }
        if (value.tree() instanceof Tree.Scalar scalar && scalar.value() instanceof String) {
            return value.wrongType("a whole number, or the word " + OUTPUTS, "Write one of them.");
        }
        return value.whole(Bounds.atLeast(1)).map(number -> number);
    }

    /** As it is written in a configuration. */
    Object written() {
        Map<String, Object> below = new LinkedHashMap<>(arguments);
        for (Argument argument : kind.arguments()) {
            if (argument instanceof LayersArgument layers
                    && !branch(layers.name()).isEmpty()) {
                below.put(layers.name(), written(branch(layers.name())));
            } else if (argument instanceof BranchesArgument lists) {
                below.put(
                        lists.name(),
                        several(lists.name()).stream().map(LayerConfig::written).toList());
            }
        }
        String name = Value.written(kind);
        return below.isEmpty() ? name : Map.of(name, below);
    }

    private static List<Object> written(List<LayerConfig> layers) {
        return layers.stream().map(LayerConfig::written).toList();
    }
}
