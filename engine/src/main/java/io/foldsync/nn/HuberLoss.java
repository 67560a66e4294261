package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.Huber;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * {@code l = e² / 2} where {@code |e| <= delta}, else {@code delta (|e| - delta / 2)}, with {@code e = output - target}. As
 * PyTorch's {@code nn.HuberLoss}. Source: Huber 1964, "Robust estimation of a location parameter".
 *
 * @param delta where squares end, in target units, above 0
 */
public record HuberLoss(double delta) implements Loss {

    public HuberLoss {
        Sizes.above0("HuberLoss.delta", delta);
    }

    @Override
    public String label() {
        return "huber";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.NUMBERS;
    }

    @Override
    public Metric metric() {
        return new Huber(delta);
    }

    @Override
    public String describe() {
        return label() + ", delta " + delta;
    }

    @Override
    public Map<String, List<Double>> constants() {
        return Map.of();
    }

    @Override
    public List<String> rows(Target target) {
        return List.of("losses = torch.huber_loss(torch.flatten(h), y, 0, " + delta + ")");
    }
}
