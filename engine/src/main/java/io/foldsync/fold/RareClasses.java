package io.foldsync.fold;

/** What a stratified splitter does with a class that has fewer rows than there are folds. */
public enum RareClasses {
    /** Refuses: some folds would validate without the class. */
    ERROR,
    /** Goes on: the class is spread over as many folds as it has rows, and the other folds validate without it. */
    ALLOW
}
