package io.foldsync.metric;

import java.util.List;

/**
 * The classification loss of networks whose outputs are log-probabilities: {@code sum w v_t (-output_t) / sum w v_t} with
 * {@code t} the true class and {@code v} the class weights. As torch's {@code nll_loss} with row weights. Tally {@code [sum
 * w v, sum w v (-output)]}.
 *
 * @param classWeights v, one a class; none: all 1
 */
public record NegativeLogLikelihood(List<Double> classWeights) implements RowMean {
    public NegativeLogLikelihood {
        classWeights = List.copyOf(classWeights);
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
        return CrossEntropy.ofClass(classWeights, batch.trueClass(row));
    }

    @Override
    public double ofRow(Predictions batch, int row) {
        return share(batch, row) * -batch.output(row, batch.trueClass(row));
    }
}
