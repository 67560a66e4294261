package io.foldsync.train;

import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Network;
import io.foldsync.nn.Optimizer;
import io.foldsync.nn.Precision;
import io.foldsync.nn.Steps;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.StopRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How every fold's network is trained.
 *
 * @param loss empty: cross-entropy for classes, mean squared error for numbers
 * @param steps how gradients become steps, around the optimizer's formula
 * @param batchRows b, rows a batch
 * @param epochs the most epochs to train
 * @param scaling how features are normalised, fitted on each fold's TRAIN rows only
 * @param earlyStopping stops all folds together, on the cross-fold mean; empty: never
 * @param augmentation how images are changed by chance while folds train; never what they validate or predict
 */
public record Training(
        Network architecture,
        Optional<Loss> loss,
        Optimizer optimizer,
        Steps steps,
        int batchRows,
        int epochs,
        Scaling scaling,
        Optional<EarlyStopping> earlyStopping,
        Augmentation augmentation) {

    public Training {
        atLeastOne("training.batchRows", batchRows);
        atLeastOne("training.epochs", epochs);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE, key, String.valueOf(value), "1 or more", "Raise " + key + ".");
        }
    }

    /** Adam with learning rate 0.001, a step for every batch of 64 rows, 20 epochs, features as they are, no early stopping. */
    public static Training of(Network architecture) {
        return new Training(
                architecture, Optional.empty(), Adam.of(1e-3), Steps.plain(), 64, 20, Scaling.NONE, Optional.empty());
    }

    /** Of images as they are. */
    public Training(
            Network architecture,
            Optional<Loss> loss,
            Optimizer optimizer,
            Steps steps,
            int batchRows,
            int epochs,
            Scaling scaling,
            Optional<EarlyStopping> earlyStopping) {
        this(architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, Augmentation.NONE);
    }

    public Training withAugmentation(Augmentation augmentation) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    public Training withLoss(Loss loss) {
        return new Training(
                architecture,
                Optional.of(loss),
                optimizer,
                steps,
                batchRows,
                epochs,
                scaling,
                earlyStopping,
                augmentation);
    }

    public Training withOptimizer(Optimizer optimizer) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    public Training withSteps(Steps steps) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    /** With products in another type; see {@link Steps#withPrecision}. */
    public Training withPrecision(Precision precision) {
        return withSteps(steps.withPrecision(precision));
    }

    public Training withBatchRows(int batchRows) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    public Training withEpochs(int epochs) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    public Training withScaling(Scaling scaling) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, earlyStopping, augmentation);
    }

    public Training withEarlyStopping(EarlyStopping rule) {
        return new Training(
                architecture, loss, optimizer, steps, batchRows, epochs, scaling, Optional.of(rule), augmentation);
    }

    /**
     * The one decision whether to go on: stop when a fold is no longer finite, after the last epoch, or early.
     *
     * @throws FoldSyncException when early stopping names a measure the target does not have
     */
    public StopRule stopRule(Target target) {
        List<StopRule> rules = new ArrayList<>(List.of(new NotFinite(), new MaxEpochs(epochs)));
        earlyStopping.ifPresent(early -> rules.add(early.rule(metricsFor(target), measuresFor(target))));
        return new StopRules(rules);
    }

    /** The measures taken on validation rows for a target, first the loss that is trained. */
    public List<Metric> metricsFor(Target target) {
        Metric trained = lossFor(target).metric();
        return target instanceof Target.Classes ? Metrics.forClasses(trained) : Metrics.forNumbers(trained);
    }

    /** The full names of all measures an epoch reports for a target. */
    List<String> measuresFor(Target target) {
        List<String> names = new ArrayList<>(metricsFor(target).stream()
                .map(metric -> "val_" + metric.name())
                .toList());
        names.add("train_loss");
        if (target instanceof Target.Classes) {
            names.add("train_accuracy");
        }
        return names;
    }

    /**
     * The loss for a target.
     *
     * @throws FoldSyncException when the chosen loss does not fit the target
     */
    public Loss lossFor(Target target) {
        Loss chosen = loss.orElseGet(() -> Loss.natural(target));
        Loss.requireFits(chosen, target);
        return chosen;
    }
}
