package io.foldsync.fold;

/** What a part of the data is to one fold. */
public enum Role {
    /** The fold's network learns from these rows. */
    TRAIN,
    /** The fold is measured on these rows; its network never learns from them. */
    VALIDATE,
    /** The fold's network never learns from these rows; they decide (when to stop, which epoch is best) and are not reported. */
    GUARD,
    /** Held out of the whole cross-validation: no fold trains or validates on these rows. */
    TEST,
    /** The fold leaves these rows alone, for instance an embargo beside a time-series validation block. */
    SKIP
}
