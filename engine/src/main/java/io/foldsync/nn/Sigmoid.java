package io.foldsync.nn;

/** {@code y = 1 / (1 + exp(-x))}; the shape stays. As PyTorch's {@code nn.Sigmoid}. */
public record Sigmoid() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.signal(x.shape(), "torch.sigmoid(" + x + ")");
    }
}
