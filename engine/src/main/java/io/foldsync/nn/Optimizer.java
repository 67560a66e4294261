package io.foldsync.nn;

import java.io.Serializable;
import java.util.List;

/**
 * How gradients move weights: PyTorch's formulas and defaults, computed by its fused kernels or
 * its kernels for lists. Gradients are {@code g},
 * weights {@code p}, the step's number {@code t} counts from 1.
 */
public sealed interface Optimizer extends Serializable permits Sgd, Adam, RmsProp, Adagrad, Lion {

    /** The learning rate before any schedule, not negative. */
    double lr();

    /** How much weights shrink by themselves, not negative. */
    double weightDecay();

    /** The same optimizer at another learning rate. */
    Optimizer withLr(double lr);

    /** What is remembered for each parameter, by PyTorch's names, such as {@code exp_avg}. */
    List<String> memory();

    /** What every memory begins at. */
    default double start() {
        return 0;
    }

    /** Whether the step's number is remembered. */
    boolean countsSteps();

    /** A line for people and manifests, such as {@code adam, lr 0.001}. */
    String describe();
}
