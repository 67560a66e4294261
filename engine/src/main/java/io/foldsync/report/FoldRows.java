package io.foldsync.report;

/** How many rows one fold trained on and was validated on. */
public record FoldRows(long train, long validate) {
    public FoldRows {
        if (train < 0 || validate < 0) {
            throw new IllegalArgumentException("train " + train + ", validate " + validate);
        }
    }
}
