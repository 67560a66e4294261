package io.foldsync.jobs.config;

/** What the label is. */
public enum Task {
    CLASSIFICATION,
    /** Any of several labels a row. */
    MULTILABEL,
    REGRESSION
}
