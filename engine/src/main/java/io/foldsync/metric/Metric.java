package io.foldsync.metric;

import java.io.Serializable;

/**
 * One measure of a network's predictions; an extension point.
 *
 * <p>Implementations are stateless and serializable: everything that accumulates is in the {@link Tally}. For any way of
 * cutting rows into batches, {@code value} of the merged tallies is the value on all rows, up to rounding.
 */
public interface Metric extends Serializable {

    /** The field's name in snake case, without {@code val_}: {@code accuracy}, {@code macro_f1}, {@code rmse}. */
    String name();

    /** Whether a larger value is better. */
    boolean higherIsBetter();

    /** The tally of no rows, for networks with {@code classes} outputs. */
    Tally zero(int classes);

    /** {@code tally} with one more batch. */
    Tally add(Tally tally, Predictions batch);

    /** The value on all tallied rows; NaN when the total weight is 0. */
    double value(Tally tally);
}
