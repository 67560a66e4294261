package io.foldsync.spark.checkpoint;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What decides a run's result, name by name, as text: two runs with equal particulars find the same numbers.
 *
 * @param values by dotted name, such as {@code training.optimizer.lr}
 */
public record Particulars(SortedMap<String, String> values) {
    /** An object that is no record tells what it is in one line, as networks do. */
    @FunctionalInterface
    public interface Words {
        Optional<String> of(Object value);
    }

    public Particulars {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** None yet. */
    public static Particulars none() {
        return new Particulars(new TreeMap<>());
    }

    /**
     * These and every component of a record, its records' components, and so on.
     *
     * @param words what objects say that are not records; those without words are told by their class
     */
    public Particulars with(String name, Object value, Words words) {
        SortedMap<String, String> more = new TreeMap<>(values);
        add(name, value, words, more);
        return new Particulars(more);
    }

    /** These and one more, of plain values. */
    public Particulars with(String name, Object value) {
        return with(name, value, other -> Optional.empty());
    }

    private static void add(String name, Object value, Words words, SortedMap<String, String> into) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(some -> add(name, some, words, into), () -> into.put(name, "none"));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> add(name + "." + key, one, words, into));
        } else if (value instanceof Set<?> set) {
            into.put(name, new TreeSet<>(set.stream().map(String::valueOf).toList()).toString());
        } else if (value instanceof Collection<?> many) {
            int index = 0;
            for (Object one : many) {
                add(name + "[" + index++ + "]", one, words, into);
            }
        } else if (value instanceof Record made) {
            into.put(name, made.getClass().getSimpleName());
            for (RecordComponent component : made.getClass().getRecordComponents()) {
                add(name + "." + component.getName(), component(made, component), words, into);
            }
        } else if (value instanceof Number || value instanceof CharSequence || value instanceof Boolean) {
            into.put(name, value.toString());
        } else if (value instanceof Enum<?> constant) {
            into.put(name, constant.name());
        } else {
            into.put(name, words.of(value).orElseGet(() -> className(value)));
        }
    }

    private static Object component(Record made, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true); // records of a user's own need not be public
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the number that a JVM gives to each lambda. */
    private static String className(Object value) {
        return value.getClass().getName().replaceFirst("\\$\\$Lambda.*", " (a function)");
    }

    /** One line a particular that differs: its name, then this run's value and the other's. */
    public List<String> differences(Particulars other) {
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(other.values.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            String ours = values.getOrDefault(name, "none");
            String theirs = other.values.getOrDefault(name, "none");
            if (!ours.equals(theirs)) {
                lines.add(name + " is " + ours + " and was " + theirs);
            }
        }
        return lines;
    }

    /** SHA-256 of names and values, 64 hex digits: the run's identity. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.forEach((name, value) -> {
                for (String text : List.of(name, value)) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
