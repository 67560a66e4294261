package io.foldsync.train;

import java.io.Serializable;

/**
 * How much of its rows a fold takes, for a quick look at whether everything works.
 *
 * @param train batches of training rows in an epoch; other ones in every epoch, as rows are shuffled before
 * @param validation batches of held-out rows that are measured in an epoch, the same in every epoch; out-of-fold predictions
 *     are of all rows
 */
public record Limits(BatchLimit train, BatchLimit validation) implements Serializable {

    /** Every row. */
    public static final Limits NONE = new Limits(BatchLimit.NONE, BatchLimit.NONE);
}
