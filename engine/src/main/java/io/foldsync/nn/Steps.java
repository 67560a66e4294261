package io.foldsync.nn;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How the gradients of batches become steps, around the optimizer's formula, in this order: gather, clip by value, clip by
 * norm, step, average.
 *
 * @param batches the batches whose rows' mean makes one step, at least 1: a step is what it would be for all their rows in
 *     one batch, row weights included, except that batch norm and dropout see one batch at a time. What is left at the end
 *     of a pass makes a step of fewer batches
 * @param clipValue the largest absolute value a gradient's element keeps, above 0; infinite for no limit. As PyTorch's
 *     {@code clip_grad_value_}
 * @param clipNorm the largest Euclidean norm that a model's gradients together keep, above 0; infinite for no limit. As
 *     PyTorch's {@code clip_grad_norm_}, where a norm that is not finite makes every gradient so
 * @param decayNormAndBias whether weight decay is for all parameters; else not for those of one dimension, which are
 *     biases, nor for those that begin as a constant, which are scale and shift of norms
 * @param average the decay of an exponential moving average of the weights, in {@code [0, 1)}; 0 for none. As PyTorch's
 *     {@code AveragedModel} with {@code get_ema_multi_avg_fn}: begun with the weights after the first step. Evaluation and
 *     saved weights are the average; running moments of batch norm are not averaged but those of the network that trains
 * @param precision the type in which products are computed, in steps and in evaluation
 */
public record Steps(
        int batches, double clipValue, double clipNorm, boolean decayNormAndBias, double average, Precision precision)
        implements Serializable {

    public Steps {
        Sizes.atLeast(1, "Steps.batches", batches);
        limit("Steps.clipValue", clipValue);
        limit("Steps.clipNorm", clipNorm);
        Sizes.fraction("Steps.average", average);
        requireNonNull(precision, "precision");
    }

    private static void limit(String where, double value) {
        if (value != Double.POSITIVE_INFINITY) {
            Sizes.above0(where, value);
        }
    }

    /** A step a batch, gradients as they are, decay for all, no average, {@code float32}. */
    public static Steps plain() {
        return new Steps(1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, true, 0, Precision.FLOAT32);
    }

    /** With another number of batches a step. */
    public Steps withBatches(int batches) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** With another limit of each element. */
    public Steps withClipValue(double clipValue) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** With another limit of the norm. */
    public Steps withClipNorm(double clipNorm) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** With weight decay for all parameters or without that of norms and biases. */
    public Steps withDecayNormAndBias(boolean decayNormAndBias) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** With another decay of the average. */
    public Steps withAverage(double average) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** With another type for products. */
    public Steps withPrecision(Precision precision) {
        return new Steps(batches, clipValue, clipNorm, decayNormAndBias, average, precision);
    }

    /** Whether several batches make a step. */
    boolean gather() {
        return batches > 1;
    }

    /** Whether there is an average. */
    boolean averages() {
        return average > 0;
    }
}
