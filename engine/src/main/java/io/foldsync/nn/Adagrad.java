package io.foldsync.nn;

import java.util.List;

/**
 * Adagrad: {@code g += weightDecay p; s += g²; p -= lr / (1 + (t - 1) lrDecay) g / (sqrt(s) + eps)}. As PyTorch's
 * {@code optim.Adagrad}. Source: Duchi et al. 2011, "Adaptive subgradient methods for online learning and stochastic
 * optimization".
 *
 * @param lrDecay not negative; counts steps of the optimizer, beside any schedule
 * @param initialAccumulator what s begins at, not negative
 * @param eps not negative
 */
public record Adagrad(double lr, double lrDecay, double initialAccumulator, double eps, double weightDecay)
        implements Optimizer {

    public Adagrad {
        Sizes.notNegative("Adagrad.lr", lr);
        Sizes.notNegative("Adagrad.lrDecay", lrDecay);
        Sizes.notNegative("Adagrad.initialAccumulator", initialAccumulator);
        Sizes.notNegative("Adagrad.eps", eps);
        Sizes.notNegative("Adagrad.weightDecay", weightDecay);
    }

    /** With PyTorch's defaults: no decay of the learning rate, an accumulator from 0, eps 1e-10, weight decay 0. */
    public static Adagrad of(double lr) {
        return new Adagrad(lr, 0, 0, 1e-10, 0);
    }

    @Override
    public Adagrad withLr(double lr) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, weightDecay);
    }

    /** With another decay of the learning rate. */
    public Adagrad withLrDecay(double lrDecay) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, weightDecay);
    }

    /** With another start of the sum of squares. */
    public Adagrad withInitialAccumulator(double initialAccumulator) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, weightDecay);
    }

    /** With another summand below the fraction. */
    public Adagrad withEps(double eps) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, weightDecay);
    }

    /** With another weight decay. */
    public Adagrad withWeightDecay(double weightDecay) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, weightDecay);
    }

    @Override
    public List<String> memory() {
        return List.of("sum");
    }

    @Override
    public double start() {
        return initialAccumulator;
    }

    @Override
    public boolean countsSteps() {
        return lrDecay > 0;
    }

    @Override
    public String describe() {
        return "adagrad, lr " + lr + ", lr decay " + lrDecay + ", weight decay " + weightDecay;
    }
}
