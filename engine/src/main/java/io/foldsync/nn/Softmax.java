package io.foldsync.nn;

import java.util.List;

/**
 * {@code y[i] = exp(x[i]) / sum over j of exp(x[j])} along the last dimension; the shape stays. As PyTorch's
 * {@code nn.Softmax(-1)}. Not for the last layer: cross entropy takes logits. Source: Bridle 1990, "Probabilistic
 * interpretation of feedforward classification network outputs".
 */
public record Softmax() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.softmax(" + x + ", -1)",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch._softmax_backward_data(" + dy + ", " + y + ", -1, 6)"));
    }
}
