package io.foldsync.nn;

import java.util.List;

/**
 * Stochastic gradient descent: {@code g += weightDecay p; m = momentum m + g; p -= lr m}, and by
 * Nesterov {@code p -= lr (g + momentum m)}. As PyTorch's {@code optim.SGD}. Source: Sutskever et al. 2013, "On the importance of initialization and momentum", with the
 * learning rate outside of {@code m}.
 *
 * @param momentum in {@code [0, 1)}; 0 keeps no memory
 * @param nesterov whether to look ahead; needs momentum
 */
public record Sgd(double lr, double momentum, boolean nesterov, double weightDecay) implements Optimizer {

    public Sgd {
        Sizes.notNegative("Sgd.lr", lr);
        Sizes.fraction("Sgd.momentum", momentum);
        Sizes.notNegative("Sgd.weightDecay", weightDecay);
        if (nesterov) {
            Sizes.above0("Sgd.momentum beside nesterov", momentum);
        }
    }

    /** Without looking ahead. */
    public Sgd(double lr, double momentum, double weightDecay) {
        this(lr, momentum, false, weightDecay);
    }

    /** Without momentum and weight decay. */
    public static Sgd of(double lr) {
        return new Sgd(lr, 0, 0);
    }

    @Override
    public Sgd withLr(double lr) {
        return new Sgd(lr, momentum, nesterov, weightDecay);
    }

    /** With another momentum. */
    public Sgd withMomentum(double momentum) {
        return new Sgd(lr, momentum, nesterov, weightDecay);
    }

    /** With Nesterov's step or the plain one. */
    public Sgd withNesterov(boolean nesterov) {
        return new Sgd(lr, momentum, nesterov, weightDecay);
    }

    /** With another weight decay. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(lr, momentum, nesterov, weightDecay);
    }

    @Override
    public List<String> memory() {
        return momentum == 0 ? List.of() : List.of("momentum_buffer");
    }

    @Override
    public boolean countsSteps() {
        return false;
    }

    @Override
    public String describe() {
        return "sgd, lr " + lr + ", momentum " + momentum + (nesterov ? ", nesterov" : "") + ", weight decay "
                + weightDecay;
    }
}
