package io.foldsync.nn;

import java.util.List;

/**
 * Tells positions apart by waves of many lengths: {@code y[p, j] = x[p, j] + sin(p / 10000^(j/d))} for even j and {@code
 * x[p, j] + cos(p / 10000^((j-1)/d))} for odd j, {@code [b, l, d] -> [b, l, d]}; learns nothing. Without the dropout of
 * PyTorch's tutorials: a {@link Dropout} may follow. Source: Vaswani et al. 2017, "Attention is all you need", section
 * 3.5.
 */
public record PositionalEncoding() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.operation(
                x.shape(),
                "torch.add(" + x + ", " + waves(to, to.sequence(x)) + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, dy));
    }

    /** {@code [l, d]}, in doubles until it is done: far positions have large angles. */
    private static String waves(Emitter to, List<Integer> sequence) {
        int l = sequence.get(0);
        int d = sequence.get(1);
        double step = -2 * StrictMath.log(10_000) / d;
        String lengths = "torch.exp(torch.mul(" + range(to, (d + 1) / 2) + ", " + step + "))";
        String angles = to.variable();
        to.line(angles + " = torch.outer(" + range(to, l) + ", " + lengths + ")");
        String pairs = "torch.flatten(torch.stack([torch.sin(" + angles + "), torch.cos(" + angles + ")], 2), 1)";
        return "torch.to(torch.slice(" + pairs + ", 1, 0, " + d + "), 6)";
    }

    private static String range(Emitter to, int count) {
        return "torch.arange(" + count + ", dtype=7, layout=None, device=\"" + to.device() + "\")";
    }
}
