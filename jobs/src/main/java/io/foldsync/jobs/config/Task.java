package io.foldsync.jobs.config;

/** What the label is. */
public enum Task {
    CLASSIFICATION,
    REGRESSION
}
