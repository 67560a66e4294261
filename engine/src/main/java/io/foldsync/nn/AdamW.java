package io.foldsync.nn;

/**
 * {@link Adam} with weight decay apart from the gradient: {@code p -= lr weightDecay p} before the step, and {@code g} left
 * alone. As PyTorch's {@code optim.AdamW}. Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization",
 * algorithm 2.
 */
public final class AdamW {
    private AdamW() {}

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, weight decay 0.01. */
    public static Adam of(double lr) {
        return new Adam(lr, 0.9, 0.999, 1e-8, 0.01, true);
    }
}
