package io.foldsync.fold;

import java.io.Serializable;

/**
 * Decides the folds. An extension point: a splitter says which facts of a row it reads, is shown a survey of all rows
 * once, and answers with a plan; it never sees the rows themselves, so that it works alike on an array and on a cluster.
 */
public interface Splitter extends Serializable {

    /** A line for people and manifests, such as {@code stratified 10-fold, shuffled}. */
    String describe();

    /** The number of folds, or 0 when only the data tell (a given fold column). */
    int folds();

    /** Whether rows are surveyed class by class; needs class labels. */
    boolean stratified();

    /** Whether rows are ordered by the seeded hash of their key; otherwise by their position in the data. */
    boolean shuffled();

    /** The name of the column that gives each row's fold, or empty. */
    default String foldColumn() {
        return "";
    }

    /**
     * The split for the surveyed rows; pure.
     *
     * @throws io.foldsync.error.FoldSyncException when the rows cannot be split so (k > n, a class rarer than k, …)
     */
    SplitPlan plan(RowSurvey rows);
}
