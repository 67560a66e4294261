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

    /** Whether it can be trained against targets of a kind. */
    boolean isFor(Target.Kind kind);

    /** The same loss as a measure of predictions. */
    Metric metric();

    /** A line for people and manifests, such as {@code huber, delta 1.0}. */
    String describe();

    /**
     * Tensors that {@link #rows} uses, by name: one number for each class or label, or none at all. Those called {@code
     * class_weights} are {@code v} as well.
     */
    Map<String, List<Double>> constants();

    /**
     * Program statements that leave {@code losses [n]}, one a row with {@code v} in it, from outputs {@code h [n, outputs]}
     * and targets {@code y [n]}, or {@code y [n, outputs]} of zeros and ones for labels.
     */
    List<String> rows(Target target);

    /** The loss for a target when nobody chose one. */
    static Loss natural(Target target) {
        return switch (target.kind()) {
            case CLASSES -> CROSS_ENTROPY;
            case LABELS -> new BinaryCrossEntropyLoss(List.of());
            case NUMBERS -> MEAN_SQUARED_ERROR;
        };
    }

    /** Whether {@code v} is more than 1 for all. */
    static boolean weighsClasses(Loss loss) {
        return loss.constants().containsKey("class_weights");
    }

    /**
     * Checks that a loss can measure outputs against such targets.
     *
     * @throws FoldSyncException {@code CONFIG_CONFLICT} if it is for another kind, or has not one number a class or label
     */
    static void requireFits(Loss loss, Target target) {
        if (!loss.isFor(target.kind())) {
            throw switch (target.kind()) {
                case CLASSES -> misfit(loss, "a label of classes", "cross_entropy, nll, bce, focal or dice");
                case LABELS -> misfit(loss, "rows that may have several labels", "bce or focal");
                case NUMBERS -> misfit(loss, "a label of real numbers", "mse, l1 or huber");
            };
        }
        String one = target.kind() == Target.Kind.LABELS ? "label" : "class";
        String order = target.kind() == Target.Kind.LABELS ? "the labels" : "the classes' names";
        loss.constants().forEach((name, numbers) -> {
            String told = numbers.size() + " numbers (" + name.replace('_', ' ') + ") in " + loss.label();
            if (numbers.size() != target.outputs()) {
                throw conflict(
                        told,
                        target.outputs() + ", one for each " + one + " in the order of " + order,
                        "Write one for each " + one + ".");
            }
            if (name.equals("alpha") && one.equals("label") && numbers.stream().anyMatch(share -> share > 1)) {
                throw conflict(
                        told + ", of which one is above 1",
                        "0 to 1: what a label counts where a row has it, and one minus that where not",
                        "Write shares, for instance 0.25.");
            }
        });
    }

    private static FoldSyncException misfit(Loss loss, String label, String fitting) {
        return conflict(loss.label() + " for " + label, fitting, "Drop training.loss, or set data.task.");
    }

    private static FoldSyncException conflict(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CONFIG_CONFLICT, "training.loss", found, expected, remedy);
    }
}
