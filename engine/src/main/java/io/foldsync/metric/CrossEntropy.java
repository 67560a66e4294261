package io.foldsync.metric;

/**
 * The classification loss: the mean of {@code -log softmax(outputs)[true class]}, in nats. As torch's
 * {@code cross_entropy} with row weights and scikit-learn's {@code log_loss} without clipping; computed in float64 with
 * the row's largest output taken out first, so that no finite output overflows. Tally {@code [sum w, sum w * loss]}.
 */
public record CrossEntropy() implements RowMean {

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
        int classes = batch.classes();
        float[] outputs = batch.outputs();
        int start = row * classes;
        double largest = outputs[start];
        for (int c = 1; c < classes; c++) {
            largest = Math.max(largest, outputs[start + c]); // NaN stays NaN
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += StrictMath.exp(outputs[start + c] - largest);
        }
        return largest + StrictMath.log(sum) - outputs[start + batch.trueClass(row)];
    }
}
