package io.foldsync.nn;

/** {@code y = max(x, 0)}; the shape stays. As PyTorch's {@code nn.ReLU}. */
public record Relu() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.signal(x.shape(), "torch.relu(" + x + ")");
    }
}
