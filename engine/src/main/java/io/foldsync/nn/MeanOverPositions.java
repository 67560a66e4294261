package io.foldsync.nn;

import java.util.List;

/**
 * The mean vector of a sequence, {@code [b, l, d] -> [b, d]}. As PyTorch's {@code x.mean(1)}. Source: Lin et al. 2013,
 * "Network in network", section 3.2, for one dimension.
 */
public record MeanOverPositions() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Integer> sequence = to.sequence(x);
        int l = sequence.get(0);
        return to.operation(
                sequence.subList(1, 2),
                "torch.mean(" + x + ", [-2])",
                List.of(x),
                (back, y, dy) -> back.input(
                        x,
                        "torch.expand(torch.unsqueeze(torch.div(" + dy + ", " + l + "), -2), " + to.batch(x.shape())
                                + ")"));
    }
}
