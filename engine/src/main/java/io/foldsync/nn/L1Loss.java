package io.foldsync.nn;

import io.foldsync.metric.AbsoluteError;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/** {@code l = |output - target|}. As PyTorch's {@code nn.L1Loss}. */
public record L1Loss() implements Loss {

    @Override
    public String label() {
        return "l1";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public Metric metric() {
        return new AbsoluteError();
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
        return List.of("losses = torch.l1_loss(torch.flatten(h), y, 0)");
    }
}
