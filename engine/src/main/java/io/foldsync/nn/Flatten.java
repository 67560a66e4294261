package io.foldsync.nn;

import java.util.List;

/** Forgets the shape of a row, {@code [b, …] -> [b, d]}. As PyTorch's {@code nn.Flatten}; nothing for flat rows. */
public record Flatten() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return x.shape().size() == 1 ? x : to.signal(List.of(x.size()), "torch.flatten(" + x + ", 1, -1)");
    }
}
