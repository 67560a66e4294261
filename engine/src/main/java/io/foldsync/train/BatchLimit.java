package io.foldsync.train;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;

/**
 * How many batches of a pass are taken.
 *
 * @param count at most so many, at least 1
 * @param share at most this share of them, rounded down but never to none; above 0, and 1 for all
 */
public record BatchLimit(int count, double share) implements Serializable {

    /** Every batch. */
    public static final BatchLimit NONE = new BatchLimit(Integer.MAX_VALUE, 1);

    /** @throws FoldSyncException when a number is out of range */
    public BatchLimit {
        if (count < 1 || !(share > 0 && share <= 1)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "training, limit of batches",
                    count + " batches, a share of " + share,
                    "at least one batch, a share above 0 and up to 1",
                    "Choose another limit.");
        }
    }

    /** At most so many batches. */
    public static BatchLimit of(int count) {
        return new BatchLimit(count, 1);
    }

    /** At most this share of the batches. */
    public static BatchLimit ofShare(double share) {
        return new BatchLimit(Integer.MAX_VALUE, share);
    }

    /** How many of {@code rows} rows that is, in batches of {@code batchRows}. */
    int rows(int rows, int batchRows) {
        int batches = (int) Math.ceil((double) rows / batchRows);
        int taken = Math.min(count, Math.max(1, (int) (share * batches)));
        return (int) Math.min(rows, (long) taken * batchRows);
    }
}
