package io.foldsync.nn;

import java.util.List;

/** {@code y = tanh(x)}; the shape stays. As PyTorch's {@code nn.Tanh}. */
public record Tanh() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.tanh(" + x + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.tanh_backward(" + dy + ", " + y + ")"));
    }
}
