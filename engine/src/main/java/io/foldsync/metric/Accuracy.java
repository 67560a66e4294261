package io.foldsync.metric;

/** The share of rows whose largest output is the true class's, 0 to 1. Tally {@code [sum w, sum w of correct rows]}. */
public record Accuracy() implements RowMean {

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        return batch.predictedClass(row) == batch.trueClass(row) ? 1 : 0;
    }
}
