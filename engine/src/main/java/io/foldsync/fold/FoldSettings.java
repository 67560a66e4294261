package io.foldsync.fold;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;

/** What every k-fold splitter has in common: its settings, checked, and how many rows they need. */
record FoldSettings(int k, boolean shuffled, double testFraction) {

    /** The most folds; the k x parts matrix and k trained networks are meant to be few. */
    static final int MAX_FOLDS = 1000;

    /** @throws FoldSyncException with every fault of the settings at once */
    FoldSettings {
        List<Fault> faults = new ArrayList<>();
        if (k < 2 || k > MAX_FOLDS) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "folds.k",
                    k + " folds",
                    "2 to " + MAX_FOLDS,
                    "Choose the number of folds, for instance 5 or 10."));
        }
        if (!(testFraction >= 0 && testFraction < 1)) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "folds.testFraction",
                    String.valueOf(testFraction),
                    "a number from 0 to below 1",
                    "Write the share of rows to hold out, for instance 0.2, or 0 for none."));
        }
        if (testFraction > 0 && !shuffled) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_CONFLICT,
                    "folds.testFraction",
                    testFraction + " with folds.shuffle: false",
                    "shuffled rows, or the test rows would be the first of the data",
                    "Set folds.shuffle: true or folds.testFraction: 0."));
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
    }

    /** The k x parts matrix: the k folds and, when rows are held out, a last part that is TEST to all. */
    Split split() {
        return Split.kFold(k, false, testFraction > 0);
    }

    /**
     * Rows held out of n.
     *
     * @throws FoldSyncException when fewer than k rows are left, or there never were k
     */
    long heldOut(long rows) {
        if (rows < k) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "folds.k",
                    k + " folds of " + rows + " rows",
                    "at most one fold a row",
                    "Lower folds.k to " + rows + " or less, or bring more rows.");
        }
        long heldOut = Quotas.heldOut(rows, testFraction);
        if (rows - heldOut < k) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "folds.testFraction",
                    testFraction + " holds out " + heldOut + " of " + rows + " rows and leaves " + (rows - heldOut),
                    "at least " + k + " rows left for " + k + " folds",
                    "Lower folds.testFraction or folds.k.");
        }
        return heldOut;
    }

    String describe() {
        return k + "-fold, " + (shuffled ? "shuffled" : "in row order")
                + (testFraction > 0 ? ", test fraction " + testFraction : "");
    }
}
