package io.foldsync.nn;

import java.util.List;

/** {@code y = max(x, 0)}; the shape stays. As PyTorch's {@code nn.ReLU}. */
public record Relu() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.relu(" + x + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.threshold_backward(" + dy + ", " + y + ", 0)"));
    }
}
