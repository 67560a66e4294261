package io.foldsync.report;

import static java.util.Objects.requireNonNull;

/** One line of a run's manifest for people: {@code seed}, {@code 42}. */
public record Fact(String name, String value) {
    public Fact {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }
}
