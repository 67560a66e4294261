package io.foldsync.fold;

import java.util.Collections;
import java.util.List;

/**
 * A row's part is its given value's place among the folds; {@link GivenFolds#ALWAYS_TRAIN} is the part behind them.
 *
 * @param folds the folds' values, ascending
 */
record GivenRule(List<Long> folds) implements PartRule {
    GivenRule {
        folds = List.copyOf(folds);
    }

    @Override
    public int part(int stratum, long major, long minor, long given) {
        if (given == GivenFolds.ALWAYS_TRAIN) {
            return folds.size();
        }
        int fold = Collections.binarySearch(folds, given);
        if (fold < 0) {
            throw new IllegalArgumentException("fold " + given + " was not surveyed");
        }
        return fold;
    }
}
