package io.foldsync.metric;

/** The regression loss: the mean squared error, in squared target units. Tally {@code [sum w, sum w * e^2]}. */
public record SquaredError() implements RowMean {

    @Override
    public String name() {
        return "loss";
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
}
