package io.foldsync.train;

import io.foldsync.random.Seed;
import java.io.Serializable;
import java.util.Arrays;

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

    /** The rows that are measured in every epoch; drawn, since a table's rows may be in an order that means something. */
    int[] measured(int[] rows, int batchRows, Seed seed) {
        int taken = validation.rows(rows.length, batchRows);
        if (taken == rows.length) {
            return rows;
        }
        int[] drawn = rows.clone();
        seed.stream().shuffle(drawn);
        return Arrays.copyOf(drawn, taken);
    }
}
