package io.foldsync.metric;

/**
 * The share of labels that are predicted wrong, over all rows and labels, 0 to 1. As scikit-learn's {@code hamming_loss}.
 * Tally {@code [sum w, sum w * the row's share]}.
 */
public record HammingLoss() implements RowMean {

    @Override
    public String name() {
        return "hamming_loss";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        return (double) mistakes(batch, row) / batch.classes();
    }

    /** How many of a row's labels are predicted wrong. */
    static int mistakes(Predictions batch, int row) {
        int mistakes = 0;
        for (int c = 0; c < batch.classes(); c++) {
            mistakes += batch.hasLabel(row, c) == batch.predictsLabel(row, c) ? 0 : 1;
        }
        return mistakes;
    }
}
