package io.foldsync.metric;

import java.util.List;

/**
 * The one-versus-rest loss of classes: the mean over classes of {@code -q_c log sigmoid(o_c)} where c is the true class and
 * of {@code -log(1 - sigmoid(o_c))} where it is not. As torch's {@code binary_cross_entropy_with_logits} on one-hot targets,
 * with row weights; computed in float64 without overflow. Tally {@code [sum w, sum w * loss]}.
 *
 * @param positiveWeights q, one a class; none: all 1
 */
public record BinaryCrossEntropy(List<Double> positiveWeights) implements RowMean {
    public BinaryCrossEntropy {
        positiveWeights = List.copyOf(positiveWeights);
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
        int truth = batch.trueClass(row);
        double sum = 0;
        for (int c = 0; c < batch.classes(); c++) {
            double output = batch.output(row, c);
            sum += c == truth ? CrossEntropy.ofClass(positiveWeights, c) * softplus(-output) : softplus(output);
        }
        return sum / batch.classes();
    }

    /** {@code log(1 + exp(x))}. */
    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
