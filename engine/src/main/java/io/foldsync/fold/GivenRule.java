package io.foldsync.fold;

import java.util.Arrays;

/** A row's part is its given value's place among the folds; {@link GivenFolds#ALWAYS_TRAIN} is the part behind them. */
final class GivenRule implements PartRule {
    private static final long serialVersionUID = 1L;

    private final long[] folds;

    /** @param folds the folds' values, ascending */
    GivenRule(long[] folds) {
        this.folds = folds.clone();
    }

    @Override
    public int part(int stratum, long major, long minor, long given) {
        if (given == GivenFolds.ALWAYS_TRAIN) {
            return folds.length;
        }
        int fold = Arrays.binarySearch(folds, given);
        if (fold < 0) {
            throw new IllegalArgumentException("fold " + given + " was not surveyed");
        }
        return fold;
    }
}
