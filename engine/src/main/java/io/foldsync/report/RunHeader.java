package io.foldsync.report;

import static java.util.Objects.requireNonNull;

import io.foldsync.policy.Monitor;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a cross-validation before its first epoch.
 *
 * @param title the run's name, such as {@code digits-mlp}
 * @param subtitle one line of facts for people: data, folds, network; may be empty
 * @param folds k, at least 1
 * @param epochs the most epochs the run will train, at least 1
 * @param headline the measure a reader asks for first, such as {@code val_accuracy}, and which way it gets better
 * @param runId tells this run from all others, another for every start; empty when nobody gave one
 * @param parameters what the run was told, by dotted name such as {@code training.lr}, without secrets; may be empty
 */
public record RunHeader(
        String title,
        String subtitle,
        int folds,
        int epochs,
        Monitor headline,
        String runId,
        SortedMap<String, String> parameters) {

    public RunHeader {
        requireNonNull(title, "title");
        requireNonNull(subtitle, "subtitle");
        requireNonNull(headline, "headline");
        requireNonNull(runId, "runId");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        if (folds < 1 || epochs < 1) {
            throw new IllegalArgumentException("folds " + folds + ", epochs " + epochs);
        }
    }

    /** A run that is known by its title alone. */
    public RunHeader(String title, String subtitle, int folds, int epochs, Monitor headline) {
        this(title, subtitle, folds, epochs, headline, "", new TreeMap<>());
    }

    /** The same run with its identity and what it was told: what loggers need and results do not repeat. */
    public RunHeader withIdentity(String id, Map<String, String> told) {
        return new RunHeader(title, subtitle, folds, epochs, headline, id, new TreeMap<>(told));
    }
}
