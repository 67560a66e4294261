package io.foldsync.jobs.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a loss, an optimizer or a schedule is told, every argument filled in.
 *
 * @param values by name: Double, Integer, Boolean, String, or a list of numbers
 */
public record Arguments(Map<String, Object> values) {
    public Arguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // Map.copyOf has another order in every JVM
    }

    static Arguments bind(Section section, List<Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.read(section)));
        return new Arguments(values);
    }

    /** The named argument, a number. */
    public double number(String name) {
        return (Double) value(name);
    }

    /** The named argument, true or false. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** The named argument, numbers. */
    public List<Double> numbers(String name) {
        return ((List<?>) value(name)).stream().map(Double.class::cast).toList();
    }

    /** The named argument, a whole number. */
    public int whole(String name) {
        return (Integer) value(name);
    }

    /** The named argument, whole numbers. */
    public List<Integer> wholes(String name) {
        return ((List<?>) value(name)).stream().map(Integer.class::cast).toList();
    }

    /** The named argument, a text; empty when it was left out. */
    public String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** As written in a configuration, in which an empty list or text is left out. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>(values);
        written.values().removeIf(value -> value.equals(List.of()) || value.equals(""));
        return written;
    }
}
