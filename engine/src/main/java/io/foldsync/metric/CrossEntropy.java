package io.foldsync.metric;

import java.util.List;

/**
 * The classification loss, in nats: {@code l = (1 - s) v_t (-log p_t) + s / c sum over c of v_c (-log p_c)} with
 * {@code p} the softmax, {@code t} the true class, {@code v} the class weights and {@code s} the label smoothing; its mean
 * is {@code sum w l / sum w v_t}. As torch's {@code cross_entropy} with row weights, and without class weights and
 * smoothing scikit-learn's {@code log_loss} without clipping; computed in float64. Tally {@code [sum w v, sum w l]}.
 *
 * @param classWeights v, one a class; none: all 1
 * @param labelSmoothing s, 0 to 1
 */
public record CrossEntropy(List<Double> classWeights, double labelSmoothing) implements RowMean {
    public CrossEntropy {
        classWeights = List.copyOf(classWeights);
    }

    /** All classes alike, no smoothing. */
    public CrossEntropy() {
        this(List.of(), 0);
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
    public double share(Predictions batch, int row) {
        return ofClass(classWeights, batch.trueClass(row));
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        int truth = batch.trueClass(row);
        double total = batch.logSumExp(row);
        double hard = ofClass(classWeights, truth) * (total - batch.output(row, truth));
        if (labelSmoothing == 0) {
            return hard;
        }
        double spread = 0;
        for (int c = 0; c < batch.classes(); c++) {
            spread += ofClass(classWeights, c) * (total - batch.output(row, c));
        }
        return (1 - labelSmoothing) * hard + labelSmoothing * spread / batch.classes();
    }

    /** A class's number from a list with one for each class; 1 from an empty one. */
    static double ofClass(List<Double> numbers, int c) {
        return numbers.isEmpty() ? 1 : numbers.get(c);
    }
}
