package io.foldsync.metric;

/** The root of the mean squared error, in target units. Tally {@code [sum w, sum w * e^2]}. */
public record Rmse() implements RowMean {

    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        double error = batch.error(row);
        return error * error;
    }

    @Override
    public double value(Tally tally) {
        return Math.sqrt(RowMean.super.value(tally));
    }
}
