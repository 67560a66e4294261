package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Target;
import io.foldsync.fold.Split;
import io.foldsync.history.LrPiece.Curve;
import io.foldsync.jobs.config.JobConfig;
import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.Setting;
import io.foldsync.nn.Mlp;
import io.foldsync.policy.ChainedLr;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.CosineLr;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Divergence;
import io.foldsync.policy.ExponentialLr;
import io.foldsync.policy.LinearLr;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.MultiStepLr;
import io.foldsync.policy.OneCycleLr;
import io.foldsync.policy.Overfitting;
import io.foldsync.policy.Patience;
import io.foldsync.policy.PerStep;
import io.foldsync.policy.Plateau;
import io.foldsync.policy.PolynomialLr;
import io.foldsync.policy.ReduceOnPlateau;
import io.foldsync.policy.SequentialLr;
import io.foldsync.policy.StepLr;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.StopRules;
import io.foldsync.policy.TargetReached;
import io.foldsync.policy.ValidateEvery;
import io.foldsync.policy.ValidatedRule;
import io.foldsync.policy.View;
import io.foldsync.policy.WarmRestartsLr;
import io.foldsync.train.BatchLimit;
import io.foldsync.train.Limits;
import io.foldsync.train.Training;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** The course of a training, as configurations name it. */
class CourseCatalogueTest {
    private static final Target CLASSES = new Target.Classes(List.of("a", "b"));
    private static final double THIRD = 1.0 / 3;

    @Test
    void schedulesSpanTheRunAtTheOptimizersRateUnlessToldOtherwise() {
        assertThat(schedule("constant")).isEqualTo(new ConstantLr(0.1));
        assertThat(schedule("step")).isEqualTo(new StepLr(0.1, 30, 0.1));
        assertThat(schedule("{ multi_step: { milestones: [3, 6], factor: 0.5 } }"))
                .isEqualTo(new MultiStepLr(0.1, List.of(3, 6), 0.5));
        assertThat(schedule("{ exponential: { factor: 0.9 } }")).isEqualTo(new ExponentialLr(0.1, 0.9));
        assertThat(schedule("polynomial")).isEqualTo(new PolynomialLr(0.1, 12, 1));
        assertThat(schedule("linear")).isEqualTo(new LinearLr(0.1, THIRD, 1, 5));
        assertThat(schedule("{ cosine: { minLr: 0.01 } }")).isEqualTo(new CosineLr(0.1, 12, 0.01));
        assertThat(schedule("{ warm_restarts: { first: 2, growth: 3 } }")).isEqualTo(new WarmRestartsLr(0.1, 2, 3, 0));
        assertThat(schedule("{ one_cycle: { maxLr: 0.4, curve: linear } }"))
                .isEqualTo(OneCycleLr.of(0.4, 12).withCurve(Curve.LINEAR));
    }

    @Test
    void aWarmUpGoesBeforeAndRatesMayChangeFromStepToStep() {
        assertThat(schedule("{ cosine: { warmUpEpochs: 2, warmUpFactor: 0, perStep: true } }"))
                .isEqualTo(new PerStep(SequentialLr.warmUp(0.1, 0, 2, CosineLr.of(0.1, 10))));
        assertThat(schedule("{ constant: { warmUpEpochs: 4 } }"))
                .isEqualTo(SequentialLr.warmUp(0.1, THIRD, 4, new ConstantLr(0.1)));
        assertThat(schedule("{ one_cycle: { perStep: true } }")).isEqualTo(new PerStep(OneCycleLr.of(0.1, 12)));
    }

    @Test
    void schedulesAreMadeOfSchedules() {
        assertThat(schedule("{ sequential: { schedules: [linear, { cosine: { epochs: 7 } }], milestones: [5] } }"))
                .isEqualTo(new SequentialLr(List.of(new LinearLr(0.1, THIRD, 1, 5), CosineLr.of(0.1, 7)), List.of(5)));
        assertThat(schedule("{ chained: { schedules: [linear, { exponential: { factor: 0.9 } }] } }"))
                .isEqualTo(new ChainedLr(0.1, List.of(new LinearLr(0.1, THIRD, 1, 5), new ExponentialLr(0.1, 0.9))));
    }

    @Test
    void aPlateauIsOfWhatTheRunReports() {
        assertThat(schedule("{ reduce_on_plateau: { monitor: val_accuracy, factor: 0.5, patience: 3,"
                        + " threshold: 0.01, thresholdMode: abs, cooldown: 2, minLr: 0.001 } }"))
                .isEqualTo(new ReduceOnPlateau(
                        new ConstantLr(0.1),
                        new Monitor("val_accuracy", Direction.MAXIMIZE),
                        0.5,
                        3,
                        0.01,
                        false,
                        2,
                        0.001));
        assertThat(schedule("reduce_on_plateau")).isEqualTo(ReduceOnPlateau.of(new ConstantLr(0.1), loss()));
    }

    @Test
    void reasonsToStopComeInTheirOrderAndWatchWhatTheTrainingWatches() {
        StopRules rules = (StopRules) stopRule(
                "training.monitor=val_accuracy",
                "training.view=worst",
                "training.earlyStopping={ patience: 4 }",
                "training.stopping={ plateau: {}, overfitting: { monitor: val_loss, view: mean, window: 6 },"
                        + " divergence: { margin: 0.2 }, target: { value: 0.99, view: bound } }");
        Monitor worst = new Monitor("val_accuracy", Direction.MAXIMIZE, View.WORST);
        assertThat(rules.rules())
                .endsWith(
                        new ValidatedRule(Patience.of(worst, 4)),
                        new ValidatedRule(new Divergence(worst, 2, 0.2, 3)),
                        new ValidatedRule(new TargetReached(worst.withView(View.BOUND), 0.99)),
                        new ValidatedRule(new Overfitting(loss(), 6, 0.995)),
                        new ValidatedRule(Plateau.of(worst)))
                .hasSize(7);
    }

    @Test
    void theBestIsWhatIsWatched() {
        assertThat(restored("training.restoreBest=true")).isEqualTo(loss());
        assertThat(restored("training.restoreBest=true", "training.earlyStopping={ monitor: val_accuracy }")
                        .measure())
                .isEqualTo("val_accuracy");
        assertThat(restored(
                                "training.restoreBest=true",
                                "training.monitor=val_loss",
                                "training.earlyStopping={ monitor: val_accuracy }")
                        .measure())
                .isEqualTo("val_loss");
        Training plain = training();
        assertThat(plain.restored(plain.terms(CLASSES, Split.kFold(3)))).isEmpty();
    }

    @Test
    void limitsAreCountsOrShares() {
        Training training = training(
                "training.limitTrainBatches=10", "training.limitValidationBatches=0.25", "training.validateEvery=5");
        assertThat(training.course().limits()).isEqualTo(new Limits(BatchLimit.of(10), BatchLimit.ofShare(0.25)));
        assertThat(training.validation()).isEqualTo(new ValidateEvery(5, 12));
        assertThat(training("training.fastDevRun=true").epochs()).isEqualTo(1);
        assertThat(job("run.timeBudgetSeconds=90").run().timeBudget()).contains(Duration.ofSeconds(90));
    }

    @Test
    void aCourseIsWrittenAsItWasRead() {
        JobConfig job = job(
                "folds.guardFraction=0.3",
                "training.schedule={ sequential: { schedules: [{ linear: { perStep: true } }, one_cycle],"
                        + " milestones: [5] } }",
                "training.monitor=guard_accuracy",
                "training.earlyStopping={}",
                "training.stopping={ plateau: {}, target: { value: 1 } }",
                "training.restoreBest=true",
                "training.limitTrainBatches=0.5",
                "training.limitValidationBatches=2",
                "run.timeBudgetSeconds=5");
        String text = new Dump(DumpSettings.builder().build()).dumpToString(job.written());
        assertThat(bind(text, List.of())).isEqualTo(job);
        JobConfig plateau = job("training.schedule=reduce_on_plateau");
        String again = new Dump(DumpSettings.builder().build()).dumpToString(plateau.written());
        assertThat(bind(again, List.of())).isEqualTo(plateau);
    }

    private static Monitor loss() {
        return new Monitor("val_loss", Direction.MINIMIZE);
    }

    private static LrSchedule schedule(String written) {
        Training training = training("training.schedule=" + written);
        return training.schedule(training.terms(CLASSES, Split.kFold(3)));
    }

    private static StopRule stopRule(String... settings) {
        Training training = training(settings);
        return training.stopRule(training.terms(CLASSES, Split.kFold(3)));
    }

    private static Monitor restored(String... settings) {
        Training training = training(settings);
        return training.restored(training.terms(CLASSES, Split.kFold(3))).orElseThrow();
    }

    private static Training training(String... settings) {
        return Catalogue.training(job(settings), new Mlp(List.of(), 0));
    }

    private static JobConfig job(String... settings) {
        String text = "{ data: { path: x.csv, label: label }, model: { architecture: resnet },"
                + " training: { epochs: 12, lr: 0.1 }, output: out }";
        return bind(
                text,
                Arrays.stream(settings)
                        .map(setting -> setting.split("=", 2))
                        .map(setting -> Setting.yaml("--set", setting[0], setting[1]))
                        .toList());
    }

    private static JobConfig bind(String text, List<Setting> settings) {
        return JobFile.of("job.yaml", "file:/jobs/job.yaml", text, settings, "file:/cwd")
                .config();
    }
}
