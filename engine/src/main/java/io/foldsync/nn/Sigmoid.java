package io.foldsync.nn;

import java.util.List;

/** {@code y = 1 / (1 + exp(-x))}; the shape stays. As PyTorch's {@code nn.Sigmoid}. */
public record Sigmoid() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.sigmoid(" + x + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.sigmoid_backward(" + dy + ", " + y + ")"));
    }
}
