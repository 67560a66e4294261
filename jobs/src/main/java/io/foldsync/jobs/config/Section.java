package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the keys of one mapping. Each reading marks its key as known and answers with the value, or with empty when the
 * key is not there or, after a fault has been added, not usable. {@link #finish} then finds the keys nobody asked for.
 */
final class Section {
    private final String path;
    private final Tree.Keys keys;
    private final Faults faults;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path the dotted keys that lead here, empty for the whole configuration */
    Section(String path, Tree.Keys keys, Faults faults) {
        this.path = path;
        this.keys = keys;
        this.faults = faults;
    }

    /** The key's value as written; empty also for {@code null}, by which an override takes a key away. */
    Optional<Value> value(String key) {
        known.add(key);
        faults.asked(path(key), "", "");
        return Optional.ofNullable(keys.entries().get(key))
                .filter(tree -> !(tree instanceof Tree.Scalar scalar && scalar.isNull()))
                .map(tree -> new Value(tree, path(key), faults));
    }

    /** Says what a key's value is, where it is read in a way of its own. */
    void typed(String key, String type, String range) {
        faults.asked(path(key), type, range);
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    Optional<String> text(String key) {
        faults.asked(path(key), "text", "");
        return value(key).flatMap(Value::text);
    }

    Optional<Boolean> flag(String key) {
        faults.asked(path(key), "true or false", "");
        return value(key).flatMap(Value::flag);
    }

    Optional<Integer> whole(String key, Bounds bounds) {
        faults.asked(path(key), "whole number", bounds.describe());
        return value(key).flatMap(value -> value.whole(bounds));
    }

    Optional<Double> number(String key, Bounds bounds) {
        faults.asked(path(key), "number", bounds.describe());
        return value(key).flatMap(value -> value.number(bounds));
    }

    <E extends Enum<E>> Optional<E> name(String key, Class<E> names) {
        faults.asked(path(key), "name", String.join(", ", Value.names(names)));
        return value(key).flatMap(value -> value.name(names));
    }

    /** A list of texts, or a single text for a list of one; empty when the key is not there. */
    List<String> texts(String key) {
        faults.asked(path(key), "text or list of texts", "");
        return value(key)
                .map(value -> value.listOrOne("a list of texts", Value::text))
                .orElse(List.of());
    }

    /** A list of whole numbers; empty when the key is not there. */
    List<Integer> wholes(String key, Bounds bounds) {
        faults.asked(path(key), "list of whole numbers", bounds.describe());
        return value(key)
                .map(value -> value.list("a list of whole numbers", item -> item.whole(bounds)))
                .orElse(List.of());
    }

    /** As {@link #wholes}, where the list may be empty. */
    List<Integer> wholesOrNone(String key, Bounds bounds) {
        boolean none = value(key).map(Value::isEmptyList).orElse(false);
        return none ? List.of() : wholes(key, bounds);
    }

    /** A mapping of free names to single values, these as they are written. */
    Map<String, String> options(String key) {
        faults.asked(path(key), "section of free names", "");
        Map<String, String> options = new LinkedHashMap<>();
        section(key).ifPresent(section -> section.keys.entries().forEach((name, tree) -> {
            if (tree instanceof Tree.Scalar scalar) {
                options.put(name, scalar.text());
            } else {
                new Value(tree, section.path(name), faults).wrongType("a single value", "Write a text or a number.");
            }
        }));
        return options;
    }

    Optional<Section> section(String key) {
        faults.asked(path(key), "section", "");
        return value(key).flatMap(Value::section);
    }

    /** The section, or one without keys: all take their defaults. A value that is no section is the only fault then. */
    Section sectionOrDefaults(String key) {
        Faults further = has(key) ? new Faults() : faults;
        return section(key).orElseGet(() -> new Section(path(key), new Tree.Keys(keys.place(), Map.of()), further));
    }

    /** Adds a fault unless the key is written. */
    void require(String key, String expected, String remedy) {
        if (!has(key)) {
            faults.add(ErrorCode.CONFIG_MISSING_KEY, where(key), "the key is missing", expected, remedy);
        }
    }

    /** Adds a fault for each of {@code others} that is written, because {@code beside} leaves it without a meaning. */
    void refuse(String beside, String... others) {
        for (String key : others) {
            if (has(key)) {
                conflict(key, key + " beside " + beside, "no " + key + " there", "Remove " + key + ".");
            }
        }
    }

    /** Adds a fault for a value that another key makes impossible. */
    void conflict(String key, String found, String expected, String remedy) {
        faults.add(ErrorCode.CONFIG_CONFLICT, where(key), found, expected, remedy);
    }

    /** What the engine makes of a key's value; empty, with its faults added at the key as {@code code}, when it refuses. */
    <T> Optional<T> told(String key, ErrorCode code, Supplier<T> engine) {
        try {
            return Optional.of(engine.get());
        } catch (FoldSyncException e) { // the engine's only way to say what is wrong, and it says it well
            for (Fault fault : e.faults()) {
                String found = value(key).map(value -> value.tree().found()).orElse(fault.where());
                faults.add(code, where(key), found + ", " + fault.found(), fault.expected(), fault.remedy());
            }
            return Optional.empty();
        }
    }

    /** Adds a fault for every key that was never asked for. */
    void finish() {
        keys.entries().forEach((key, tree) -> {
            if (!known.contains(key)) {
                faults.add(
                        ErrorCode.CONFIG_UNKNOWN_KEY,
                        tree.place() + " " + path(key),
                        "unknown key",
                        known.isEmpty() ? "no keys here" : "one of " + String.join(", ", known),
                        NearestName.remedy(key, known, "Remove it."));
            }
        });
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where the key is written, or where the section begins that should hold it. */
    private String where(String key) {
        Tree tree = keys.entries().get(key);
        return (tree == null ? keys.place() : tree.place()) + " " + path(key);
    }
}
