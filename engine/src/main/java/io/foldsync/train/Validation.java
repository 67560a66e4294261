package io.foldsync.train;

import io.foldsync.metric.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures one network on rows it has not learned from: those that are reported and, where there are some, those that decide. */
final class Validation {
    private record Part(String prefix, Scorer scorer) {}

    private final List<Part> parts = new ArrayList<>();

    /** One more set of rows. */
    void add(String prefix, Scorer scorer) {
        parts.add(new Part(prefix, scorer));
    }

    int rowsLeft() {
        return parts.stream().mapToInt(part -> part.scorer.rowsLeft()).sum();
    }

    boolean done() {
        return rowsLeft() == 0;
    }

    /** Scores the next chunk. */
    void advance() {
        parts.stream().filter(part -> !part.scorer.done()).findFirst().ifPresent(part -> part.scorer.advance());
    }

    SortedMap<String, Tally> tallies() {
        SortedMap<String, Tally> tallies = new TreeMap<>();
        parts.forEach(part -> tallies.putAll(part.scorer.tallies(part.prefix)));
        return tallies;
    }

    SortedMap<String, Double> values() {
        SortedMap<String, Double> values = new TreeMap<>();
        parts.forEach(part -> values.putAll(part.scorer.values(part.prefix)));
        return values;
    }

    /** A measure that is a sum over its weight. */
    static void put(
            String name,
            double sum,
            double weight,
            SortedMap<String, Double> values,
            SortedMap<String, Tally> tallies) {
        values.put(name, sum / weight);
        tallies.put(name, Tally.of(sum, weight));
    }
}
