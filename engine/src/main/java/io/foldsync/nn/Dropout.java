package io.foldsync.nn;

/**
 * Sets each number to zero with probability {@code p} while training and divides the others by the probability to stay;
 * does nothing in evaluation. The shape stays. As PyTorch's {@code nn.Dropout}, except that probabilities are multiples
 * of 1/65536 (the scale is that of the probability as rounded, so that means are exact). Source: Srivastava et al. 2014,
 * "Dropout", section 10, inverted.
 *
 * @param p the probability to be set to zero, in {@code [0, 1)}
 */
public record Dropout(double p) implements Layer {
    private static final int SHORTS = 1 << 16;

    public Dropout {
        Sizes.fraction("Dropout.p", p);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        int kept = (int) Math.max(1, Math.round((1 - p) * SHORTS));
        if (!to.training() || kept == SHORTS) {
            return x;
        }
        Signal words = to.randomShorts(x.shape());
        String stays = "torch.to(torch.lt(" + words + ", " + (kept - SHORTS / 2) + "), 6)";
        Signal mask = to.signal(x.shape(), "torch.mul_(" + stays + ", " + (double) SHORTS / kept + ")");
        return to.signal(x.shape(), "torch.mul(" + x + ", " + mask + ")");
    }
}
