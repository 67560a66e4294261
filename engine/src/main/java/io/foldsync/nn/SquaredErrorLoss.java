package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.Metric;
import io.foldsync.metric.SquaredError;
import java.util.List;
import java.util.Map;

/** {@code l = (output - target)²}. As PyTorch's {@code nn.MSELoss}. */
public record SquaredErrorLoss() implements Loss {

    @Override
    public String label() {
        return "mse";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.NUMBERS;
    }

    @Override
    public Metric metric() {
        return new SquaredError();
    }

    @Override
    public String describe() {
        return label();
    }

    @Override
    public Map<String, List<Double>> constants() {
        return Map.of();
    }

    @Override
    public List<String> rows(Target target) {
        return List.of("losses = torch.mse_loss(torch.flatten(h), y, 0)");
    }
}
