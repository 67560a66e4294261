package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.CrossEntropy;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * {@code l = (1 - s) v_t (-log p_t) + s / c sum over c of v_c (-log p_c)} with {@code p = softmax(outputs)}, {@code t} the
 * row's class, {@code v} the class weights and {@code s} the label smoothing; the mean divides by the sum of {@code v_t}. As
 * PyTorch's {@code nn.CrossEntropyLoss}.
 *
 * @param classWeights v, one a class in the order of their names, not negative; none: all 1
 * @param labelSmoothing s, in {@code [0, 1)}
 */
public record CrossEntropyLoss(List<Double> classWeights, double labelSmoothing) implements Loss {

    public CrossEntropyLoss {
        classWeights = ClassNumbers.notNegative("CrossEntropyLoss.classWeights", classWeights);
        Sizes.fraction("CrossEntropyLoss.labelSmoothing", labelSmoothing);
    }

    /** All classes alike, no smoothing. */
    public CrossEntropyLoss() {
        this(List.of(), 0);
    }

    /** With other class weights. */
    public CrossEntropyLoss withClassWeights(List<Double> classWeights) {
        return new CrossEntropyLoss(classWeights, labelSmoothing);
    }

    /** With another label smoothing. */
    public CrossEntropyLoss withLabelSmoothing(double labelSmoothing) {
        return new CrossEntropyLoss(classWeights, labelSmoothing);
    }

    @Override
    public String label() {
        return "cross_entropy";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.CLASSES;
    }

    @Override
    public Metric metric() {
        return new CrossEntropy(classWeights, labelSmoothing);
    }

    @Override
    public String describe() {
        return label()
                + ClassNumbers.describe("class weights", classWeights)
                + (labelSmoothing == 0 ? "" : ", label smoothing " + labelSmoothing);
    }

    @Override
    public Map<String, List<Double>> constants() {
        return ClassNumbers.constant("class_weights", classWeights);
    }

    @Override
    public List<String> rows(Target target) {
        return List.of("losses = torch.cross_entropy_loss(h, y, " + ClassNumbers.argument("class_weights", classWeights)
                + ", 0, -100, " + labelSmoothing + ")");
    }
}
