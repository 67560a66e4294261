package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.nio.LongBuffer;

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

    /**
     * Puts the random words of the dropouts of some batches, {@code [rows, words]} row-major: a function of the epoch's seed
     * and each batch's number alone.
     *
     * @param from the first batch
     * @param to the batch after the last one
     * @param words a row
     */
    static void words(long[] bounds, int from, int to, int words, Seed epoch, LongBuffer into) {
        Seed dropout = epoch.child("dropout");
        for (int batch = from; batch < to; batch++) {
            int rows = (int) (bounds[batch + 1] - bounds[batch]);
            dropout.child(batch).stream().fill(into, rows * words);
        }
    }
}
