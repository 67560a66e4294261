package io.foldsync.nn;

import java.util.List;

/** {@code y = x Φ(x)} with the normal distribution function Φ; the shape stays. As PyTorch's {@code nn.GELU}. Source: Hendrycks and Gimpel 2016, "Gaussian error linear units", section 2. */
public record Gelu() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.gelu(" + x + ", approximate=\"none\")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.gelu_backward(" + dy + ", " + x + ", approximate=\"none\")"));
    }
}
