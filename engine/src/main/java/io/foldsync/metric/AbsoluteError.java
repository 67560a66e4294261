package io.foldsync.metric;

/** The absolute error as a regression loss: {@link MeanAbsoluteError} under the name of the loss. */
public record AbsoluteError() implements RowMean {

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
        return Math.abs(batch.error(row));
    }
}
