package io.foldsync.policy;

import io.foldsync.stats.CorrectedT;
import io.foldsync.stats.Interval;
import io.foldsync.stats.Summary;
import java.util.Arrays;
import java.util.Optional;

/** How the folds' values of a measure become the one value that is watched. */
public enum View {
    /** The mean over folds. */
    MEAN,
    /** The fold that does worst. */
    WORST,
    /**
     * The bad end of the mean's 95 % interval ({@link CorrectedT}, for k equal folds): what the mean is at least, as far as
     * the folds can tell. Better than before means better beyond doubt or with less spread. With one fold, its value.
     */
    BOUND;

    private static final double LEVEL = 0.95;

    /** The value watched; not finite when a fold's value is not. */
    double of(String measure, double[] folds, Direction direction) {
        boolean finite = Arrays.stream(folds).allMatch(Double::isFinite);
        double mean = Arrays.stream(folds).sum() / folds.length;
        if (!finite || this == MEAN || folds.length == 1) {
            return mean;
        }
        if (this == WORST) {
            return direction == Direction.MINIMIZE
                    ? Arrays.stream(folds).max().orElseThrow()
                    : Arrays.stream(folds).min().orElseThrow();
        }
        Optional<Interval> interval =
                new CorrectedT(1.0 / (folds.length - 1)).interval(Summary.of(measure, folds), LEVEL);
        return interval.map(found -> direction == Direction.MINIMIZE ? found.upper() : found.lower())
                .orElse(mean);
    }

    /** In words, before a measure's name. */
    String describe() {
        return switch (this) {
            case MEAN -> "the mean ";
            case WORST -> "the worst fold's ";
            case BOUND -> "the bound of the mean ";
        };
    }
}
