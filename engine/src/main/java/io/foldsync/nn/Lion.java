package io.foldsync.nn;

import java.util.List;

/**
 * Lion: {@code p -= lr weightDecay p; p -= lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g}. Steps have the
 * size of the learning rate, which should be three to ten times smaller than Adam's. PyTorch has none. Source: Chen et al.
 * 2023, "Symbolic discovery of optimization algorithms", algorithm 2.
 *
 * @param beta1 in {@code [0, 1)}
 * @param beta2 in {@code [0, 1)}
 */
public record Lion(double lr, double beta1, double beta2, double weightDecay) implements Optimizer {

    public Lion {
        Sizes.notNegative("Lion.lr", lr);
        Sizes.fraction("Lion.beta1", beta1);
        Sizes.fraction("Lion.beta2", beta2);
        Sizes.notNegative("Lion.weightDecay", weightDecay);
    }

    /** With the paper's betas 0.9 and 0.99, weight decay 0. */
    public static Lion of(double lr) {
        return new Lion(lr, 0.9, 0.99, 0);
    }

    @Override
    public Lion withLr(double lr) {
        return new Lion(lr, beta1, beta2, weightDecay);
    }

    /** With other decay rates of the step and of the memory. */
    public Lion withBetas(double beta1, double beta2) {
        return new Lion(lr, beta1, beta2, weightDecay);
    }

    /** With another weight decay. */
    public Lion withWeightDecay(double weightDecay) {
        return new Lion(lr, beta1, beta2, weightDecay);
    }

    @Override
    public List<String> memory() {
        return List.of("exp_avg");
    }

    @Override
    public boolean countsSteps() {
        return false;
    }

    @Override
    public String describe() {
        return "lion, lr " + lr + ", weight decay " + weightDecay;
    }
}
