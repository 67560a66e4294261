package io.foldsync.jobs.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a loss or an optimizer is told, every argument filled in.
 *
 * @param values by name: Double, Boolean, or a list of Double
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

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** As written in a configuration, in which an empty list is left out. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>(values);
        written.values().removeIf(List.of()::equals);
        return written;
    }
}
