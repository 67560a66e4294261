package io.foldsync.jobs;

import io.foldsync.history.LrPiece;
import io.foldsync.jobs.config.Arguments;
import io.foldsync.jobs.config.CourseConfig;
import io.foldsync.jobs.config.LimitConfig;
import io.foldsync.jobs.config.OptimizerConfig;
import io.foldsync.jobs.config.ScheduleConfig;
import io.foldsync.jobs.config.StoppingConfig;
import io.foldsync.jobs.config.TrainingConfig;
import io.foldsync.jobs.config.WatchConfig;
import io.foldsync.policy.ChainedLr;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.CosineLr;
import io.foldsync.policy.Divergence;
import io.foldsync.policy.ExponentialLr;
import io.foldsync.policy.LinearLr;
import io.foldsync.policy.LrPlan;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.MultiStepLr;
import io.foldsync.policy.OneCycleLr;
import io.foldsync.policy.Overfitting;
import io.foldsync.policy.PerStep;
import io.foldsync.policy.Plateau;
import io.foldsync.policy.PolynomialLr;
import io.foldsync.policy.ReduceOnPlateau;
import io.foldsync.policy.SequentialLr;
import io.foldsync.policy.StepLr;
import io.foldsync.policy.StopPlan;
import io.foldsync.policy.TargetReached;
import io.foldsync.policy.Terms;
import io.foldsync.policy.WarmRestartsLr;
import io.foldsync.policy.Watch;
import io.foldsync.train.BatchLimit;
import io.foldsync.train.Course;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of the {@link Catalogue} that knows schedules, reasons to stop, and how much of its rows a fold takes. */
final class CourseCatalogue {
    private static final String STOPPING = "training.stopping.";

    private CourseCatalogue() {}

    static Course course(TrainingConfig training) {
        CourseConfig config = training.course();
        Course course = new Course(
                training.epochs(),
                training.batchRows(),
                config.schedule().map(schedule -> plan(schedule, lr(training.optimizer()))),
                stops(training),
                watch(config.watch()),
                config.restoreBest() ? Optional.of(restored(training)) : Optional.empty(),
                config.validateEvery(),
                new Limits(limit(config.trainBatches()), limit(config.validationBatches())));
        return config.fastDevRun() ? course.fastDevRun() : course;
    }

    private static double lr(OptimizerConfig optimizer) {
        return optimizer.arguments().number("lr");
    }

    /** What is best is what early stopping waits for, unless the course watches something else. */
    private static Watch restored(TrainingConfig training) {
        WatchConfig own = training.course().watch();
        boolean told = !own.monitor().isEmpty();
        return watch(
                told
                        ? own
                        : training.earlyStopping()
                                .map(stopping -> stopping.watch())
                                .orElse(own));
    }

    private static Watch watch(WatchConfig watch) {
        return new Watch(watch.monitor(), watch.view());
    }

    private static BatchLimit limit(Optional<LimitConfig> limit) {
        return limit.map(told -> told.count()
                        .map(BatchLimit::of)
                        .orElseGet(() -> BatchLimit.ofShare(told.share().orElse(1.0))))
                .orElse(BatchLimit.NONE);
    }

    private static List<StopPlan> stops(TrainingConfig training) {
        List<StopPlan> stops = new ArrayList<>();
        training.earlyStopping()
                .ifPresent(told -> stops.add(new EarlyStopping(
                        told.watch().monitor(),
                        told.patience(),
                        told.minDelta(),
                        told.watch().view())));
        StoppingConfig stopping = training.course().stopping();
        stopping.divergence()
                .ifPresent(told -> stops.add(terms -> new Divergence(
                        monitor(told.watch(), "divergence", terms), told.factor(), told.margin(), told.epochs())));
        stopping.target()
                .ifPresent(told ->
                        stops.add(terms -> new TargetReached(monitor(told.watch(), "target", terms), told.value())));
        stopping.overfitting()
                .ifPresent(told -> stops.add(terms ->
                        new Overfitting(monitor(told.watch(), "overfitting", terms), told.window(), told.level())));
        stopping.plateau()
                .ifPresent(told -> stops.add(terms -> new Plateau(
                        monitor(told.watch(), "plateau", terms), told.window(), told.share(), told.level())));
        return stops;
    }

    private static Monitor monitor(WatchConfig watch, String rule, Terms terms) {
        return watch(watch).under(terms, STOPPING + rule + ".monitor");
    }

    /** @param lr the optimizer's, which schedules are relative to */
    static LrPlan plan(ScheduleConfig schedule, double lr) {
        if (schedule.kind() == ScheduleConfig.Kind.REDUCE_ON_PLATEAU) {
            return terms -> onPlateau(schedule, lr, terms);
        } else if (schedule.kind() == ScheduleConfig.Kind.CHAINED) {
            List<LrPlan> plans =
                    schedule.schedules().stream().map(each -> plan(each, lr)).toList();
            return terms -> new ChainedLr(
                    lr, plans.stream().map(each -> each.under(terms)).toList());
        }
        return ofTime(schedule, lr);
    }

    private static LrSchedule onPlateau(ScheduleConfig schedule, double lr, Terms terms) {
        Arguments told = schedule.arguments();
        return new ReduceOnPlateau(
                new ConstantLr(lr),
                watch(schedule.watch()).under(terms, "training.schedule.reduce_on_plateau.monitor"),
                told.number("factor"),
                told.whole("patience"),
                told.number("threshold"),
                told.text("thresholdMode").equals("rel"),
                told.whole("cooldown"),
                told.number("minLr"));
    }

    private static LrSchedule ofTime(ScheduleConfig schedule, double lr) {
        LrSchedule own = own(schedule, lr);
        int warmUp = schedule.warmUpEpochs();
        LrSchedule whole =
                warmUp > 0 ? SequentialLr.warmUp(lr, schedule.arguments().number("warmUpFactor"), warmUp, own) : own;
        return schedule.perStep() ? new PerStep(whole) : whole;
    }

    private static LrSchedule own(ScheduleConfig schedule, double lr) {
        Arguments told = schedule.arguments();
        return switch (schedule.kind()) {
            case CONSTANT -> new ConstantLr(lr);
            case STEP -> new StepLr(lr, told.whole("every"), told.number("factor"));
            case MULTI_STEP -> new MultiStepLr(lr, told.wholes("milestones"), told.number("factor"));
            case EXPONENTIAL -> new ExponentialLr(lr, told.number("factor"));
            case POLYNOMIAL -> new PolynomialLr(lr, told.whole("epochs"), told.number("power"));
            case LINEAR -> new LinearLr(lr, told.number("startFactor"), told.number("endFactor"), told.whole("epochs"));
            case COSINE -> new CosineLr(lr, told.whole("epochs"), told.number("minLr"));
            case WARM_RESTARTS ->
                new WarmRestartsLr(lr, told.whole("first"), told.whole("growth"), told.number("minLr"));
            case ONE_CYCLE ->
                new OneCycleLr(
                        told.number("maxLr"),
                        told.whole("epochs"),
                        told.number("upShare"),
                        told.number("divFactor"),
                        told.number("finalDivFactor"),
                        LrPiece.Curve.valueOf(told.text("curve").toUpperCase(Locale.ROOT)));
            case SEQUENTIAL ->
                new SequentialLr(
                        schedule.schedules().stream()
                                .map(each -> ofTime(each, lr))
                                .toList(),
                        told.wholes("milestones"));
            case REDUCE_ON_PLATEAU, CHAINED -> throw new IllegalArgumentException("not of time alone: " + schedule);
        };
    }
}
