package io.foldsync.nn;

import java.util.List;

/**
 * {@code y = x Wᵀ + b}, {@code [b, d] -> [b, outputs]}, with {@code W [outputs, d]} and {@code b [outputs]}. As PyTorch's
 * {@code nn.Linear}, initialisation included.
 *
 * @param outputs features out, or {@link #OUTPUTS}
 */
public record Linear(int outputs) implements Layer {
    /** As many outputs as the data ask for: c classes, or 1. For the last layer. */
    public static final int OUTPUTS = -1;

    public Linear {
        if (outputs != OUTPUTS) {
            Sizes.atLeast(1, "Linear.outputs", outputs);
        }
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        int in = to.flat(x);
        int out = outputs == OUTPUTS ? to.outputs() : outputs;
        String weight = to.parameter("weight", List.of(out, in), Initial.fanIn(in));
        String bias = to.parameter("bias", List.of(out), Initial.fanIn(in));
        return to.signal(List.of(out), "torch.linear(" + x + ", " + weight + ", " + bias + ")");
    }
}
