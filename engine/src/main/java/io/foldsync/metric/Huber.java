package io.foldsync.metric;

/**
 * The Huber loss: the mean of {@code e² / 2} where {@code |e| <= delta}, else of {@code delta (|e| - delta / 2)}. As torch's
 * {@code huber_loss}. Source: Huber 1964, "Robust estimation of a location parameter". Tally {@code [sum w, sum w * loss]}.
 *
 * @param delta above 0, in target units
 */
public record Huber(double delta) implements RowMean {

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
        double distance = Math.abs(batch.error(row));
        return distance <= delta ? distance * distance / 2 : delta * (distance - delta / 2);
    }
}
