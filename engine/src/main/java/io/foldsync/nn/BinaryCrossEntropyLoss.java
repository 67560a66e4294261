package io.foldsync.nn;

import io.foldsync.metric.BinaryCrossEntropy;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * One versus the rest: the mean over classes of {@code -q_c log sigmoid(o_c)} where c is the row's class and of {@code
 * -log(1 - sigmoid(o_c))} where it is not. As PyTorch's {@code nn.BCEWithLogitsLoss} on one-hot targets.
 *
 * <p>Predicted probabilities are the softmax of the outputs for this loss too, and sum to 1.
 *
 * @param positiveWeights q, one a class in the order of their names, not negative; none: all 1
 */
public record BinaryCrossEntropyLoss(List<Double> positiveWeights) implements Loss {

    public BinaryCrossEntropyLoss {
        positiveWeights = ClassNumbers.notNegative("BinaryCrossEntropyLoss.positiveWeights", positiveWeights);
    }

    @Override
    public String label() {
        return "bce";
    }

    @Override
    public boolean ofClasses() {
        return true;
    }

    @Override
    public Metric metric() {
        return new BinaryCrossEntropy(positiveWeights);
    }

    @Override
    public String describe() {
        return label() + ClassNumbers.describe("positive weights", positiveWeights);
    }

    @Override
    public Map<String, List<Double>> constants() {
        return ClassNumbers.constant("positive_weights", positiveWeights);
    }

    @Override
    public List<String> rows() {
        return List.of(
                "one_hot = torch.scatter(torch.zeros_like(h), 1, torch.unsqueeze(y, 1), 1)",
                "losses = torch.mean(torch.binary_cross_entropy_with_logits(h, one_hot, None, "
                        + ClassNumbers.argument("positive_weights", positiveWeights) + ", 0), [1])");
    }
}
