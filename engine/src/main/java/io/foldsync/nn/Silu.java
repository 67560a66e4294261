package io.foldsync.nn;

import java.util.List;

/**
 * {@code y = x / (1 + exp(-x))}, also called swish; the shape stays. As PyTorch's {@code nn.SiLU}. Source: Elfwing et al.
 * 2018, "Sigmoid-weighted linear units", eq. 1.
 */
public record Silu() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.silu(" + x + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.silu_backward(" + dy + ", " + x + ")"));
    }
}
