package io.foldsync.nn;

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
    public boolean ofClasses() {
        return false;
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
    public List<String> rows() {
        return List.of("losses = torch.mse_loss(torch.flatten(h), y, 0)");
    }
}
