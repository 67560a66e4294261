package io.foldsync.report;

import static java.util.Objects.requireNonNull;

import io.foldsync.policy.Monitor;

/**
 * What is known of a cross-validation before its first epoch.
 *
 * @param title the run's name, such as {@code digits-mlp}
 * @param subtitle one line of facts for people: data, folds, network; may be empty
 * @param folds k, at least 1
 * @param epochs the most epochs the run will train, at least 1
 * @param headline the measure a reader asks for first, such as {@code val_accuracy}, and which way it gets better
 */
public record RunHeader(String title, String subtitle, int folds, int epochs, Monitor headline) {

    public RunHeader {
        requireNonNull(title, "title");
        requireNonNull(subtitle, "subtitle");
        requireNonNull(headline, "headline");
        if (folds < 1 || epochs < 1) {
            throw new IllegalArgumentException("folds " + folds + ", epochs " + epochs);
        }
    }
}
