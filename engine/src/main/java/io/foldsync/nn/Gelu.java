package io.foldsync.nn;

/** {@code y = x Φ(x)} with the normal distribution function Φ; the shape stays. As PyTorch's {@code nn.GELU}. Source: Hendrycks and Gimpel 2016, "Gaussian error linear units", section 2. */
public record Gelu() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.signal(x.shape(), "torch.gelu(" + x + ", approximate=\"none\")");
    }
}
