package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;

/** How one pass over rows is cut. */
final class Batches {
    private Batches() {}

    /**
     * Where batches begin, and last where they end: batch i is {@code [bounds[i], bounds[i + 1])}. The last batch holds
     * what is left; if that is less than {@code fewestRows}, it joins the batch before, since batch norm cannot take the
     * variance of one row.
     *
     * @throws FoldSyncException {@code DATA_SPLIT} if there are fewer than {@code fewestRows} rows in all
     */
    static long[] bounds(int rows, int batchRows, int fewestRows) {
        if (rows < fewestRows) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "training rows",
                    rows + " rows",
                    "at least " + fewestRows,
                    "Choose fewer folds or bring more data.");
        }
        int whole = rows / batchRows;
        int left = rows % batchRows;
        int batches = left >= fewestRows || whole == 0 ? whole + 1 : whole;
        if (left == 0) {
            batches = whole;
        }
        long[] bounds = new long[batches + 1];
        for (int i = 1; i < batches; i++) {
            bounds[i] = (long) i * batchRows;
        }
        bounds[batches] = rows;
        return bounds;
    }

    /** One seed a batch for the model's own generator. A CPU's generator uses the lower 32 bits. */
    static long[] seeds(int batches, Seed epoch) {
        Seed dropout = epoch.child("dropout");
        long[] seeds = new long[batches];
        for (int i = 0; i < batches; i++) {
            seeds[i] = dropout.child(i).nonNegative();
        }
        return seeds;
    }
}
