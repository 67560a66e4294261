package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.Metric;
import io.foldsync.metric.NegativeLogLikelihood;
import java.util.List;
import java.util.Map;

/**
 * {@code l = v_t (-output_t)} with {@code t} the row's class and {@code v} the class weights, for networks whose outputs are
 * log-probabilities: they must end in {@code log softmax}. The mean divides by the sum of {@code v_t}. As PyTorch's
 * {@code nn.NLLLoss}.
 *
 * @param classWeights v, one a class in the order of their names, not negative; none: all 1
 */
public record NegativeLogLikelihoodLoss(List<Double> classWeights) implements Loss {

    public NegativeLogLikelihoodLoss {
        classWeights = ClassNumbers.notNegative("NegativeLogLikelihoodLoss.classWeights", classWeights);
    }

    @Override
    public String label() {
        return "nll";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.CLASSES;
    }

    @Override
    public Metric metric() {
        return new NegativeLogLikelihood(classWeights);
    }

    @Override
    public String describe() {
        return label() + ClassNumbers.describe("class weights", classWeights);
    }

    @Override
    public Map<String, List<Double>> constants() {
        return ClassNumbers.constant("class_weights", classWeights);
    }

    @Override
    public List<String> rows(Target target) {
        return List.of(
                "losses = torch.nll_loss(h, y, " + ClassNumbers.argument("class_weights", classWeights) + ", 0, -100)");
    }
}
