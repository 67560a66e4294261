package io.foldsync.jobs.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration before it means anything: scalars, lists and mappings, each with the place it was written at. */
sealed interface Tree {

    /** Where it was written: {@code conf/job.yaml:12}, {@code --set}. */
    String place();

    /** The kind and value in a fault's words, such as {@code the text "abc"}. */
    String found();

    /**
     * One value.
     *
     * @param value a Boolean, Long, BigInteger, Double or String, or null for {@code null} and {@code ~}
     * @param text as written, without quotes
     */
    record Scalar(String place, @Nullable Object value, String text) implements Tree {

        /** Whether it says {@code null}, which leaves a key as if it were not there; unlike a value forgotten. */
        boolean isNull() {
            return value == null && !text.isEmpty();
        }

        @Override
        public String found() {
            if (value instanceof String) {
                return "the text \"" + text + "\"";
            }
            return value == null ? "nothing" : text;
        }
    }

    /** A list. */
    record Items(String place, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            boolean simple = items.size() <= 8 && items.stream().allMatch(item -> item instanceof Scalar);
            return simple
                    ? items.stream().map(item -> ((Scalar) item).text()).collect(Collectors.joining(", ", "[", "]"))
                    : "a list";
        }
    }

    /** A mapping, in the order written; an entry's place is its key's. */
    record Keys(String place, Map<String, Tree> entries) implements Tree {
        public Keys {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String found() {
            return "a mapping";
        }

        /** This mapping with one entry replaced or added at the end. */
        Keys with(String key, Tree value) {
            Map<String, Tree> changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Keys(place, changed);
        }
    }
}
