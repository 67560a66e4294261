package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;

/**
 * What to watch, before the run's terms are known.
 *
 * @param measure a measure's full name, such as {@code val_accuracy}; empty for what the run watches by default: the loss of
 *     the rows that decide
 * @param view how the folds' values become one
 */
public record Watch(String measure, View view) implements Serializable {

    /** The loss of the rows that decide, {@code guard_loss} or {@code val_loss}, by its mean over folds. */
    public static final Watch LOSS = new Watch("", View.MEAN);

    /** A measure by its mean over folds. */
    public static Watch of(String measure) {
        return new Watch(measure, View.MEAN);
    }

    /** The monitor of a run, as the other {@code under}; faults are those of {@code training.monitor}. */
    public Monitor under(Terms terms) {
        return under(terms, "training.monitor");
    }

    /**
     * The monitor of a run.
     *
     * @param where the configuration's key that names the measure
     * @throws FoldSyncException when the run reports no such measure; the message lists what it does
     */
    public Monitor under(Terms terms, String where) {
        String named = measure.isEmpty() ? terms.watch().measure() : measure;
        String wanted = named.isEmpty() ? terms.loss() : named;
        if (!terms.measures().contains(wanted)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_UNKNOWN_NAME,
                    where,
                    "no measure " + wanted,
                    "one of " + String.join(", ", terms.measures()),
                    "Name a measure that this task reports.");
        }
        return Monitor.of(wanted, terms.metrics()).withView(view);
    }
}
