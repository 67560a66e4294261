package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.BinaryCrossEntropy;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * For labels, and for classes one versus the rest: the mean over c of {@code -q_c y_c log sigmoid(o_c) - (1 - y_c) log(1 -
 * sigmoid(o_c))}, with {@code y_c} 1 where c is true of the row and 0 where not; smoothed, {@code 1 - s / 2} and {@code s /
 * 2}. As PyTorch's {@code nn.BCEWithLogitsLoss} on label indicators, or one-hot targets.
 *
 * <p>Predicted probabilities of labels are the sigmoid of the outputs; those of classes are their softmax for this loss too,
 * and sum to 1.
 *
 * @param positiveWeights q, one a class or label in the order of their names, not negative; none: all 1
 * @param labelSmoothing s, in {@code [0, 1)}
 */
public record BinaryCrossEntropyLoss(List<Double> positiveWeights, double labelSmoothing) implements Loss {

    public BinaryCrossEntropyLoss {
        positiveWeights = ClassNumbers.notNegative("BinaryCrossEntropyLoss.positiveWeights", positiveWeights);
        Sizes.fraction("BinaryCrossEntropyLoss.labelSmoothing", labelSmoothing);
    }

    /** Without smoothing. */
    public BinaryCrossEntropyLoss(List<Double> positiveWeights) {
        this(positiveWeights, 0);
    }

    @Override
    public String label() {
        return "bce";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.CLASSES || kind == Target.Kind.LABELS;
    }

    @Override
    public Metric metric() {
        return new BinaryCrossEntropy(positiveWeights, labelSmoothing);
    }

    @Override
    public String describe() {
        return label()
                + ClassNumbers.describe("positive weights", positiveWeights)
                + (labelSmoothing == 0 ? "" : ", label smoothing " + labelSmoothing);
    }

    @Override
    public Map<String, List<Double>> constants() {
        return ClassNumbers.constant("positive_weights", positiveWeights);
    }

    @Override
    public List<String> rows(Target target) {
        String truth = target.kind() == Target.Kind.LABELS
                ? "y"
                : "torch.scatter(torch.zeros_like(h), 1, torch.unsqueeze(y, 1), 1)";
        return List.of(
                "truth = "
                        + (labelSmoothing == 0
                                ? truth
                                : "torch.add(torch.mul(" + truth + ", " + (1 - labelSmoothing) + "), "
                                        + labelSmoothing / 2 + ")"),
                "losses = torch.mean(torch.binary_cross_entropy_with_logits(h, truth, None, "
                        + ClassNumbers.argument("positive_weights", positiveWeights) + ", 0), [1])");
    }
}
