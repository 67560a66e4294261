package io.foldsync.stats;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What came out for one measure.
 *
 * @param summary the measure's values in the folds' final networks
 * @param interval around the mean; empty where none can be given (one fold, values that are not finite)
 */
public record MeasureResult(Summary summary, Optional<Interval> interval) {
    public MeasureResult {
        requireNonNull(summary, "summary");
        requireNonNull(interval, "interval");
    }

    /** The measure's full name, such as {@code val_accuracy}. */
    public String name() {
        return summary.measure();
    }
}
