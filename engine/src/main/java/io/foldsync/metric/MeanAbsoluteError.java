package io.foldsync.metric;

/** The mean absolute error, in target units. Tally {@code [sum w, sum w * |e|]}. */
public record MeanAbsoluteError() implements RowMean {

    @Override
    public String name() {
        return "mae";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        return Math.abs(batch.error(row));
    }
}
