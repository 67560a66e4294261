package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * RMSprop: {@code g += weightDecay p; v = alpha v + (1 - alpha) g²; p -= lr g / (sqrt(v) + eps)}; with momentum {@code m =
 * momentum m + g / (sqrt(v) + eps); p -= lr m}; centered, {@code v - a²} for {@code v} with {@code a = alpha a + (1 - alpha)
 * g}. As PyTorch's {@code optim.RMSprop}. Source: Tieleman and Hinton 2012, lecture 6.5; centered: Graves 2013,
 * "Generating sequences with recurrent neural networks", eq. 38 to 41.
 *
 * @param alpha in {@code [0, 1)}
 * @param eps not negative
 * @param momentum in {@code [0, 1)}; 0 keeps no memory
 */
public record RmsProp(double lr, double alpha, double eps, double momentum, boolean centered, double weightDecay)
        implements Optimizer {

    public RmsProp {
        Sizes.notNegative("RmsProp.lr", lr);
        Sizes.fraction("RmsProp.alpha", alpha);
        Sizes.notNegative("RmsProp.eps", eps);
        Sizes.fraction("RmsProp.momentum", momentum);
        Sizes.notNegative("RmsProp.weightDecay", weightDecay);
    }

    /** With PyTorch's defaults: alpha 0.99, eps 1e-8, no momentum, not centered, weight decay 0. */
    public static RmsProp of(double lr) {
        return new RmsProp(lr, 0.99, 1e-8, 0, false, 0);
    }

    @Override
    public RmsProp withLr(double lr) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    /** With another decay rate of the squares' average. */
    public RmsProp withAlpha(double alpha) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    /** With another summand below the fraction. */
    public RmsProp withEps(double eps) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    /** With another momentum. */
    public RmsProp withMomentum(double momentum) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    /** Divided by an estimate of the gradient's deviation instead of its root mean square, or not. */
    public RmsProp withCentered(boolean centered) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    /** With another weight decay. */
    public RmsProp withWeightDecay(double weightDecay) {
        return new RmsProp(lr, alpha, eps, momentum, centered, weightDecay);
    }

    @Override
    public List<String> memory() {
        List<String> memory = new ArrayList<>(List.of("square_avg"));
        if (momentum > 0) {
            memory.add("momentum_buffer");
        }
        if (centered) {
            memory.add("grad_avg");
        }
        return memory;
    }

    @Override
    public boolean countsSteps() {
        return false;
    }

    @Override
    public String describe() {
        return "rmsprop, lr " + lr + ", alpha " + alpha + ", momentum " + momentum + (centered ? ", centered" : "")
                + ", weight decay " + weightDecay;
    }
}
