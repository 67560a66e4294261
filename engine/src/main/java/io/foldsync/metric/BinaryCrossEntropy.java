package io.foldsync.metric;

import java.util.List;

/**
 * The mean over labels, or over classes one versus the rest, of {@code -q_c y log sigmoid(o_c) - (1 - y) log(1 -
 * sigmoid(o_c))}, where y is {@code 1 - s / 2} if c is true of the row and {@code s / 2} if it is not. As torch's {@code
 * binary_cross_entropy_with_logits} with row weights; computed in float64 without overflow. Tally {@code [sum w, sum w *
 * loss]}.
 *
 * @param positiveWeights q, one a label or class; none: all 1
 * @param labelSmoothing s, 0 to 1
 */
public record BinaryCrossEntropy(List<Double> positiveWeights, double labelSmoothing) implements RowMean {
    public BinaryCrossEntropy {
        positiveWeights = List.copyOf(positiveWeights);
    }

    /** Without smoothing. */
    public BinaryCrossEntropy(List<Double> positiveWeights) {
        this(positiveWeights, 0);
    }

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
        double sum = 0;
        for (int c = 0; c < batch.classes(); c++) {
            double output = batch.output(row, c);
            double truth = (1 - labelSmoothing) * batch.truth(row, c) + labelSmoothing / 2;
            // not 0 * infinity for a sure output
            sum += truth == 0 ? 0 : truth * CrossEntropy.ofClass(positiveWeights, c) * softplus(-output);
            sum += truth == 1 ? 0 : (1 - truth) * softplus(output);
        }
        return sum / batch.classes();
    }

    /** {@code log(1 + exp(x))}. */
    static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
