package io.foldsync.nn;

import io.foldsync.data.Target;
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
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.NUMBERS;
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
    public List<String> rows(Target target) {
        return List.of("losses = torch.l1_loss(torch.flatten(h), y, 0)");
    }
}
