package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.metric.Metric;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What training makes small: the mean over a batch of one loss a row, {@code sum(w l) / sum(w v)}, with {@code w} the rows'
 * own weights and {@code v} the weights of their classes, 1 for most losses. What is reported for training and validation
 * rows is the same mean over all of them.
 *
 * <p>No default methods here: with them the constants below could deadlock when two threads load two losses at once.
 */
public sealed interface Loss extends Serializable
        permits CrossEntropyLoss,
                NegativeLogLikelihoodLoss,
                BinaryCrossEntropyLoss,
                FocalLoss,
                DiceLoss,
                SquaredErrorLoss,
                L1Loss,
                HuberLoss {
    /** Plain cross-entropy, the default for classes. */
    Loss CROSS_ENTROPY = new CrossEntropyLoss();

    /** The default for numbers. */
    Loss MEAN_SQUARED_ERROR = new SquaredErrorLoss();

    /** Its name in configurations and results. */
    String label();

    /** Whether it is for classes; else for numbers. */
    boolean ofClasses();

    /** The same loss as a measure of predictions. */
    Metric metric();

    /** A line for people and manifests, such as {@code huber, delta 1.0}. */
    String describe();

    /**
     * Tensors that {@link #rows} uses, by name: one number for each class, or none at all. Those called {@code
     * class_weights} are {@code v} as well.
     */
    Map<String, List<Double>> constants();

    /**
     * Program statements that leave {@code losses [n]}, one a row with {@code v} in it, from outputs {@code h [n, outputs]}
     * and targets {@code y [n]}.
     */
    List<String> rows();

    /** The loss for a target when nobody chose one. */
    static Loss natural(Target target) {
        return target instanceof Target.Classes ? CROSS_ENTROPY : MEAN_SQUARED_ERROR;
    }

    /** Whether {@code v} is more than 1 for all. */
    static boolean weighsClasses(Loss loss) {
        return loss.constants().containsKey("class_weights");
    }

    /**
     * Checks that a loss can measure outputs against such targets.
     *
     * @throws FoldSyncException {@code CONFIG_CONFLICT} if it is for the other kind, or has not one number a class
     */
    static void requireFits(Loss loss, Target target) {
        boolean classes = target instanceof Target.Classes;
        if (loss.ofClasses() != classes) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "training.loss",
                    loss.label() + " for a label of " + (classes ? "classes" : "real numbers"),
                    classes ? "cross_entropy, nll, bce, focal or dice" : "mse, l1 or huber",
                    "Drop training.loss, or set data.task.");
        }
        loss.constants().forEach((name, numbers) -> {
            if (numbers.size() != target.outputs()) {
                throw FoldSyncException.of(
                        ErrorCode.CONFIG_CONFLICT,
                        "training.loss",
                        numbers.size() + " numbers (" + name.replace('_', ' ') + ") in " + loss.label(),
                        target.outputs() + ", one for each class in the order of the classes' names",
                        "Write one for each class.");
            }
        });
    }
}
