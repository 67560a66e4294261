package io.foldsync.metric;

import java.util.List;

/**
 * The focal loss: the mean of {@code -a_t (1 - p_t)^gamma log p_t} with {@code p} the softmax and {@code t} the true class.
 * Source: Lin et al. 2017, "Focal loss for dense object detection", eq. 5, with softmax for the sigmoid. Tally {@code [sum
 * w, sum w * loss]}: the mean is over rows, whatever their {@code a}.
 *
 * @param gamma at least 0; 0 is cross-entropy
 * @param alpha a, one a class; none: all 1
 */
public record Focal(double gamma, List<Double> alpha) implements RowMean {
    public Focal {
        alpha = List.copyOf(alpha);
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
        double crossEntropy = batch.logSumExp(row) - batch.output(row, truth);
        double missing = -StrictMath.expm1(-crossEntropy);
        return CrossEntropy.ofClass(alpha, truth) * StrictMath.pow(missing, gamma) * crossEntropy;
    }
}
