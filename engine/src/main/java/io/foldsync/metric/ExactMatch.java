package io.foldsync.metric;

/**
 * The share of rows of which every label is predicted right, 0 to 1: subset accuracy, scikit-learn's {@code
 * accuracy_score} of label indicators. Tally {@code [sum w, sum w of such rows]}.
 */
public record ExactMatch() implements RowMean {

    @Override
    public String name() {
        return "exact_match";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        return HammingLoss.mistakes(batch, row) == 0 ? 1 : 0;
    }
}
