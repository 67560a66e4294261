package io.foldsync.metric;

/**
 * The Dice loss, row by row: the mean of {@code 1 - (2 p_t + smooth) / (sum over c of p_c² + 1 + smooth)} with {@code p} the
 * softmax and {@code t} the true class, 0 to 1. Source: Milletari et al. 2016, "V-Net", the coefficient of section 3 with
 * a row's one-hot target, whose squares sum to 1. Tally {@code [sum w, sum w * loss]}.
 *
 * @param smooth added above and below the fraction, at least 0
 */
public record Dice(double smooth) implements RowMean {

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
        double total = batch.logSumExp(row);
        double squares = 0;
        for (int c = 0; c < batch.classes(); c++) {
            squares += StrictMath.exp(2 * (batch.output(row, c) - total));
        }
        double hit = StrictMath.exp(batch.output(row, batch.trueClass(row)) - total);
        return 1 - (2 * hit + smooth) / (squares + 1 + smooth);
    }
}
