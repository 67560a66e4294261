package io.foldsync.nn;

import java.util.List;

/**
 * Adam: {@code g += weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; p -= lr (m / (1 - beta1^t)) /
 * (sqrt(v / (1 - beta2^t)) + eps)}. As PyTorch's {@code optim.Adam}. Source: Kingma and Ba 2015, "Adam", algorithm 1.
 * {@link AdamW} is this with decoupled weight decay.
 *
 * @param beta1 in {@code [0, 1)}
 * @param beta2 in {@code [0, 1)}
 * @param eps not negative
 * @param decoupled whether weights shrink by {@code p -= lr weightDecay p} instead of by their gradient
 */
public record Adam(double lr, double beta1, double beta2, double eps, double weightDecay, boolean decoupled)
        implements Optimizer {

    public Adam {
        Sizes.notNegative("Adam.lr", lr);
        Sizes.fraction("Adam.beta1", beta1);
        Sizes.fraction("Adam.beta2", beta2);
        Sizes.notNegative("Adam.eps", eps);
        Sizes.notNegative("Adam.weightDecay", weightDecay);
    }

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, weight decay 0. */
    public static Adam of(double lr) {
        return new Adam(lr, 0.9, 0.999, 1e-8, 0, false);
    }

    @Override
    public Adam withLr(double lr) {
        return new Adam(lr, beta1, beta2, eps, weightDecay, decoupled);
    }

    /** With other decay rates of the two averages. */
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(lr, beta1, beta2, eps, weightDecay, decoupled);
    }

    /** With another summand below the fraction. */
    public Adam withEps(double eps) {
        return new Adam(lr, beta1, beta2, eps, weightDecay, decoupled);
    }

    /** With another weight decay. */
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(lr, beta1, beta2, eps, weightDecay, decoupled);
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
        return (decoupled ? "adamw" : "adam") + ", lr " + lr + ", weight decay " + weightDecay;
    }
}
