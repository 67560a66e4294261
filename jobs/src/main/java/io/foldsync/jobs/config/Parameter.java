package io.foldsync.jobs.config;

import java.util.List;
import java.util.Optional;

/** What a loss, an optimizer or a schedule can be told, and what it takes when it is not told. */
sealed interface Parameter {
    String name();

    /** The value as written, or the fallback; also once a fault has been added. */
    Object read(Section section);

    static Parameter number(String name, Bounds bounds, double fallback) {
        return new NumberParameter(name, bounds, fallback);
    }

    static Parameter whole(String name, Bounds bounds, int fallback) {
        return new WholeParameter(name, bounds, fallback);
    }

    /** Whole numbers, at least one. */
    static Parameter wholes(String name, Bounds bounds) {
        return new WholesParameter(name, bounds);
    }

    /** One of an enum's names. */
    static <E extends Enum<E>> Parameter name(String name, Class<E> names, E fallback) {
        return new NameParameter<>(name, names, fallback);
    }

    static Parameter flag(String name) {
        return new FlagParameter(name);
    }

    /** Any number of numbers, none when left out. */
    static Parameter numbers(String name) {
        return new NumbersParameter(name, Bounds.atLeast(0), List.of());
    }

    /** Two decay rates. */
    static Parameter betas(double first, double second) {
        return new NumbersParameter("betas", Bounds.between(0, 1), List.of(first, second));
    }

    /** A number within bounds. */
    record NumberParameter(String name, Bounds bounds, double fallback) implements Parameter {
        @Override
        public Object read(Section section) {
            return section.number(name, bounds).orElse(fallback);
        }
    }

    /** A whole number within bounds. */
    record WholeParameter(String name, Bounds bounds, int fallback) implements Parameter {
        @Override
        public Object read(Section section) {
            return section.whole(name, bounds).orElse(fallback);
        }
    }

    /** Whole numbers within bounds, which must be there. */
    record WholesParameter(String name, Bounds bounds) implements Parameter {
        @Override
        public Object read(Section section) {
            section.require(name, "whole numbers, " + bounds.describe(), "Write them in square brackets.");
            return section.wholes(name, bounds);
        }
    }

    /** A name, kept as it is written. */
    record NameParameter<E extends Enum<E>>(String name, Class<E> names, E fallback) implements Parameter {
        @Override
        public Object read(Section section) {
            return Value.written(section.name(name, names).orElse(fallback));
        }
    }

    /** True or false; false when left out. */
    record FlagParameter(String name) implements Parameter {
        @Override
        public Object read(Section section) {
            return section.flag(name).orElse(false);
        }
    }

    /** A list of numbers, as many as in the fallback unless that is empty. */
    record NumbersParameter(String name, Bounds bounds, List<Double> fallback) implements Parameter {
        @Override
        public Object read(Section section) {
            Optional<Value> value = section.value(name);
            section.typed(name, "list of numbers", bounds.describe());
            if (value.isEmpty()) {
                return fallback;
            }
            List<Double> numbers = value.get().list("a list of numbers", item -> item.number(bounds));
            if (!fallback.isEmpty() && !numbers.isEmpty() && numbers.size() != fallback.size()) {
                value.get().outOfRange(fallback.size() + " numbers");
                return fallback;
            }
            return numbers.isEmpty() ? fallback : numbers;
        }
    }
}
