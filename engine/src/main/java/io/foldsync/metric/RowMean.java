package io.foldsync.metric;

/**
 * A measure that is the weighted mean of one number a row, {@code sum w x / sum w v} with {@code v} 1 for most; tally
 * {@code [sum w v, sum w x]}.
 *
 * <p>Rows of weight 0 count as absent, whatever their prediction.
 */
interface RowMean extends Metric {

    /** The number x of one row. */
    double ofRow(Predictions batch, int row);

    /** How much the row counts for in the mean, beside its weight: v. */
    default double share(Predictions batch, int row) {
        return 1;
    }

    @Override
    default Tally zero(int classes) {
        return Tally.zeros(2);
    }

    @Override
    default Tally add(Tally tally, Predictions batch) {
        double weights = tally.at(0);
        double sum = tally.at(1);
        for (int row = 0; row < batch.rows(); row++) {
            double weight = batch.weights()[row];
            if (weight != 0) { // else 0 * infinity would be NaN
                weights += weight * share(batch, row);
                sum += weight * ofRow(batch, row);
            }
        }
        return Tally.of(weights, sum);
    }

    @Override
    default double value(Tally tally) {
        return tally.at(1) / tally.at(0);
    }
}
