package io.foldsync.nn;

import java.util.List;

/**
 * Sets each number to zero with probability {@code p} while training and divides the others by the probability to stay;
 * does nothing in evaluation. The shape stays. As PyTorch's {@code nn.Dropout}, except that probabilities are multiples
 * of 1/65536 (the scale is that of the probability as rounded, so that means are exact). Source: Srivastava et al. 2014,
 * "Dropout", section 10, inverted.
 *
 * @param p the probability to be set to zero, in {@code [0, 1)}
 */
public record Dropout(double p) implements AnyWidth {

    public Dropout {
        Sizes.fraction("Dropout.p", p);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        if (!to.training() || !Emitter.drops(p)) {
            return x;
        }
        Signal mask = to.mask("", x.shape(), p);
        return to.operation(
                x.shape(),
                "torch.mul(" + x + ", " + mask + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.mul(" + dy + ", " + mask + ")"));
    }
}
