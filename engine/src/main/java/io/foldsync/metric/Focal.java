package io.foldsync.metric;

import java.util.List;

/**
 * The focal loss: the mean of {@code -a_t (1 - p_t)^gamma log p_t} with {@code p} the softmax and {@code t} the true class;
 * for labels the mean over them, with {@code p_t} the sigmoid and {@code a_t} the label's {@code a} where a row has it, and
 * one minus each where not. Source: Lin et al. 2017, "Focal loss for dense object detection", eq. 5. Tally {@code [sum w,
 * sum w * loss]}: the mean is over rows, whatever their {@code a}.
 *
 * @param gamma at least 0; 0 is cross-entropy
 * @param alpha a, one a class or label; none: all {@code a_t} 1
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
        if (batch.ofLabels()) {
            return ofLabels(batch, row);
        }
        int truth = batch.trueClass(row);
        return CrossEntropy.ofClass(alpha, truth) * focused(batch.logSumExp(row) - batch.output(row, truth));
    }

    private double ofLabels(Predictions batch, int row) {
        double sum = 0;
        for (int c = 0; c < batch.classes(); c++) {
            boolean has = batch.hasLabel(row, c);
            double balance = alpha.isEmpty() ? 1 : has ? alpha.get(c) : 1 - alpha.get(c);
            double output = batch.output(row, c);
            sum += balance * focused(BinaryCrossEntropy.softplus(has ? -output : output));
        }
        return sum / batch.classes();
    }

    private double focused(double crossEntropy) {
        return StrictMath.pow(-StrictMath.expm1(-crossEntropy), gamma) * crossEntropy;
    }
}
