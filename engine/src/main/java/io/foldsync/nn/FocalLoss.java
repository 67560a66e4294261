package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.Focal;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * {@code l = -a_t (1 - p_t)^gamma log p_t} with {@code p = softmax(outputs)} and {@code t} the row's class: rows that are
 * right already count for little. For labels the mean over them, with {@code p_t} the sigmoid of an output where the row has
 * the label and one minus it where not, and {@code a_t} likewise of the label's a. The mean divides by the number of rows.
 * Source: Lin et al. 2017, "Focal loss for dense object detection", eq. 5, for classes with softmax for the sigmoid.
 *
 * @param gamma at least 0; 0 is cross-entropy
 * @param alpha a, one a class or label in the order of their names, not negative, for labels at most 1; none: all
 *     {@code a_t} 1
 */
public record FocalLoss(double gamma, List<Double> alpha) implements Loss {

    public FocalLoss {
        Sizes.notNegative("FocalLoss.gamma", gamma);
        alpha = ClassNumbers.notNegative("FocalLoss.alpha", alpha);
    }

    /** With the paper's gamma of 2, all classes alike. */
    public FocalLoss() {
        this(2, List.of());
    }

    @Override
    public String label() {
        return "focal";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.CLASSES || kind == Target.Kind.LABELS;
    }

    @Override
    public Metric metric() {
        return new Focal(gamma, alpha);
    }

    @Override
    public String describe() {
        return label() + ", gamma " + gamma + ClassNumbers.describe("alpha", alpha);
    }

    @Override
    public Map<String, List<Double>> constants() {
        return ClassNumbers.constant("alpha", alpha);
    }

    @Override
    public List<String> rows(Target target) {
        boolean labels = target.kind() == Target.Kind.LABELS;
        String weight = labels
                ? "torch.add(torch.mul(y, alpha), torch.mul(torch.rsub(y, 1), torch.rsub(alpha, 1)))"
                : "torch.index_select(alpha, 0, y)";
        String balanced = alpha.isEmpty() ? "plain" : "torch.mul(plain, " + weight + ")";
        // Above 0 even for a row that is surely right: the power's slope is infinite there for gamma below 1.
        String missing = "torch.clamp_min(torch.neg(torch.expm1(torch.neg(plain))), " + Float.MIN_NORMAL + ")";
        String losses = "torch.mul(" + balanced + ", torch.pow(" + missing + ", " + gamma + "))";
        return List.of(
                "plain = "
                        + (labels
                                ? "torch.binary_cross_entropy_with_logits(h, y, None, None, 0)"
                                : "torch.cross_entropy_loss(h, y, None, 0, -100, 0.)"),
                "losses = " + (labels ? "torch.mean(" + losses + ", [1])" : losses));
    }
}
