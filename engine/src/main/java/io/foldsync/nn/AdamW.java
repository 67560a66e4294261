package io.foldsync.nn;

import java.util.List;

/**
 * {@link Adam} with weight decay apart from the gradient: {@code p -= lr weightDecay p} before the step, and {@code g} left
 * alone. As PyTorch's {@code optim.AdamW}. Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization",
 * algorithm 2.
 *
 * @param beta1 in {@code [0, 1)}
 * @param beta2 in {@code [0, 1)}
 * @param eps not negative
 */
public record AdamW(double lr, double beta1, double beta2, double eps, double weightDecay) implements Optimizer {

    public AdamW {
        Sizes.notNegative("AdamW.lr", lr);
        Sizes.fraction("AdamW.beta1", beta1);
        Sizes.fraction("AdamW.beta2", beta2);
        Sizes.notNegative("AdamW.eps", eps);
        Sizes.notNegative("AdamW.weightDecay", weightDecay);
    }

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, weight decay 0.01. */
    public static AdamW of(double lr) {
        return new AdamW(lr, 0.9, 0.999, 1e-8, 0.01);
    }

    @Override
    public AdamW withLr(double lr) {
        return new AdamW(lr, beta1, beta2, eps, weightDecay);
    }

    /** With other decay rates of the two averages. */
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(lr, beta1, beta2, eps, weightDecay);
    }

    /** With another summand below the fraction. */
    public AdamW withEps(double eps) {
        return new AdamW(lr, beta1, beta2, eps, weightDecay);
    }

    /** With another weight decay. */
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(lr, beta1, beta2, eps, weightDecay);
    }

    @Override
    public List<String> memory() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public boolean countsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "adamw, lr " + lr + ", weight decay " + weightDecay;
    }
}
