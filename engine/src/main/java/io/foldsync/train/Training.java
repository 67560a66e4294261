package io.foldsync.train;

import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.Split;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Network;
import io.foldsync.nn.Optimizer;
import io.foldsync.nn.Precision;
import io.foldsync.nn.Steps;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.LrPlan;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.StopPlan;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.StopRules;
import io.foldsync.policy.Terms;
import io.foldsync.policy.ValidateEvery;
import io.foldsync.policy.ValidatedRule;
import io.foldsync.policy.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How every fold's network is trained.
 *
 * @param loss empty: cross-entropy for classes, binary cross-entropy for labels, mean squared error for numbers
 * @param steps how gradients become steps, around the optimizer's formula
 * @param scaling how features are normalised, fitted on each fold's TRAIN rows only
 * @param course how training goes on over the epochs, and what ends it
 * @param augmentation how images are changed by chance while folds train; never what they validate or predict
 */
public record Training(
        Network architecture,
        Optional<Loss> loss,
        Optimizer optimizer,
        Steps steps,
        Scaling scaling,
        Course course,
        Augmentation augmentation) {

    /** Adam with learning rate 0.001, a step for every batch of 64 rows, 20 epochs, features as they are, no early stopping. */
    public static Training of(Network architecture) {
        return new Training(
                architecture,
                Optional.empty(),
                Adam.of(1e-3),
                Steps.plain(),
                Scaling.NONE,
                Course.defaults(),
                Augmentation.NONE);
    }

    /** b, rows a batch. */
    public int batchRows() {
        return course.batchRows();
    }

    /** The most epochs to train. */
    public int epochs() {
        return course.epochs();
    }

    public Training withLoss(Loss loss) {
        return new Training(architecture, Optional.of(loss), optimizer, steps, scaling, course, augmentation);
    }

    public Training withOptimizer(Optimizer optimizer) {
        return new Training(architecture, loss, optimizer, steps, scaling, course, augmentation);
    }

    public Training withSteps(Steps steps) {
        return new Training(architecture, loss, optimizer, steps, scaling, course, augmentation);
    }

    /** With products in another type; see {@link Steps#withPrecision}. */
    public Training withPrecision(Precision precision) {
        return withSteps(steps.withPrecision(precision));
    }

    public Training withScaling(Scaling scaling) {
        return new Training(architecture, loss, optimizer, steps, scaling, course, augmentation);
    }

    public Training withCourse(Course course) {
        return new Training(architecture, loss, optimizer, steps, scaling, course, augmentation);
    }

    public Training withAugmentation(Augmentation augmentation) {
        return new Training(architecture, loss, optimizer, steps, scaling, course, augmentation);
    }

    public Training withBatchRows(int batchRows) {
        return withCourse(course.withBatchRows(batchRows));
    }

    public Training withEpochs(int epochs) {
        return withCourse(course.withEpochs(epochs));
    }

    /** A schedule says its own learning rates; the optimizer's is that of runs without one. */
    public Training withSchedule(LrPlan schedule) {
        return withCourse(course.withSchedule(schedule));
    }

    public Training withEarlyStopping(EarlyStopping rule) {
        return withStop(rule);
    }

    /** One more reason to stop all folds together before the last epoch. */
    public Training withStop(StopPlan stop) {
        return withCourse(course.withStop(stop));
    }

    /** The result is that of the epoch in which {@code what} was best. */
    public Training withRestoreBest(Watch what) {
        return withCourse(course.withRestoreBest(what));
    }

    /**
     * The one decision whether to go on: stop when a fold is no longer finite, after the last epoch, or early, in an epoch that
     * was validated.
     *
     * @throws FoldSyncException when a rule names a measure the target does not have
     */
    public StopRule stopRule(Terms terms) {
        List<StopRule> rules = new ArrayList<>(List.of(new NotFinite(), new MaxEpochs(epochs())));
        course.stops().forEach(stop -> rules.add(new ValidatedRule(stop.under(terms))));
        return new StopRules(rules);
    }

    /**
     * The learning rate of every epoch.
     *
     * @throws FoldSyncException when the schedule names a measure the target does not have
     */
    public LrSchedule schedule(Terms terms) {
        return course.schedule().map(plan -> plan.under(terms)).orElseGet(() -> new ConstantLr(optimizer.lr()));
    }

    /** Which epochs are validated. */
    public ValidateEvery validation() {
        return new ValidateEvery(course.validateEvery(), epochs());
    }

    /**
     * Which epoch's networks are the result.
     *
     * @throws FoldSyncException when the best is asked for by a measure the target does not have
     */
    public Optional<Monitor> restored(Terms terms) {
        return course.restoreBest().map(watch -> watch.under(terms));
    }

    /** What a run reports for a target and a split, for the rules to be made of. */
    public Terms terms(Target target, Split split) {
        return new Terms(metricsFor(target), measuresFor(target, split.guarded()), course.watch());
    }

    /** The measures taken on validation rows for a target, first the loss that is trained. */
    public List<Metric> metricsFor(Target target) {
        Metric trained = lossFor(target).metric();
        return switch (target.kind()) {
            case CLASSES -> Metrics.forClasses(trained);
            case LABELS -> Metrics.forLabels(trained);
            case NUMBERS -> Metrics.forNumbers(trained);
        };
    }

    /** The full names of all measures an epoch reports for a target. */
    List<String> measuresFor(Target target, boolean guarded) {
        List<Metric> metrics = metricsFor(target);
        List<String> names = new ArrayList<>();
        metrics.forEach(metric -> names.add(Monitor.VALIDATION + metric.name()));
        if (guarded) {
            metrics.forEach(metric -> names.add(Monitor.GUARD + metric.name()));
        }
        names.add(TrainMeasures.LOSS);
        TrainMeasures.right(target).ifPresent(names::add);
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
