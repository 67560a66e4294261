package io.foldsync.nn;

import java.util.List;

/**
 * A learned vector for each position: {@code y = x + W} with {@code W [l, d]}, {@code [b, l, d] -> [b, l, d]}. As PyTorch's
 * {@code nn.Embedding} of the numbers 0 to l - 1, initialisation included. Source: Gehring et al. 2017, "Convolutional
 * sequence to sequence learning", section 3.1.
 */
public record PositionalEmbedding() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        String weight = weight(to, x);
        return to.operation(x.shape(), "torch.add(" + x + ", " + weight + ")", List.of(x), (back, y, dy) -> {
            back.parameter(weight, "torch.sum(" + dy + ", [0])");
            back.input(x, dy);
        });
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return to.signal(x.shape(), "torch.add(" + x + ", torch.unsqueeze(" + weight(to, x) + ", 1))");
    }

    private static String weight(Emitter to, Signal x) {
        return to.parameter("weight", to.sequence(x), Initial.normal(1));
    }
}
