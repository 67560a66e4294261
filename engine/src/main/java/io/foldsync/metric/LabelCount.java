package io.foldsync.metric;

/**
 * How one label was predicted, in sums of row weights.
 *
 * @param hits of rows that have it and are said to
 * @param falseAlarms of rows that are said to have it and do not
 * @param misses of rows that have it and are not said to
 */
public record LabelCount(double hits, double falseAlarms, double misses) {

    /** Rows that have the label. */
    public double rows() {
        return hits + misses;
    }

    /** The share of rows said to have the label that do; 0 where there are none. */
    public double precision() {
        return share(hits, hits + falseAlarms);
    }

    /** The share of rows with the label that are said to have it; 0 where there are none. */
    public double recall() {
        return share(hits, rows());
    }

    /** 2 tp / (2 tp + fp + fn); 0 for a label that no row has and none is said to have. */
    public double f1() {
        return share(2 * hits, 2 * hits + falseAlarms + misses);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
