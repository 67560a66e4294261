package io.foldsync.nn;

/** {@code y = tanh(x)}; the shape stays. As PyTorch's {@code nn.Tanh}. */
public record Tanh() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.signal(x.shape(), "torch.tanh(" + x + ")");
    }
}
