package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.data.Target;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.loop.Finished;
import io.foldsync.loop.Loop;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Sgd;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.CosineLr;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.Patience;
import io.foldsync.policy.StepLr;
import io.foldsync.policy.StopRules;
import io.foldsync.policy.Terms;
import io.foldsync.policy.ValidateEvery;
import io.foldsync.policy.ValidatedRule;
import io.foldsync.policy.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a training's course makes of the loop over epochs. */
class CourseTest {
    private static final Target CLASSES = new Target.Classes(List.of("a", "b"));
    private static final Training TRAINING = Training.of(new Mlp(List.of(4), 0)).withOptimizer(Sgd.of(0.25));

    private static Terms terms(Training training) {
        return training.terms(CLASSES, Split.kFold(3));
    }

    @Test
    void withoutAScheduleTheOptimizersRateStays() {
        assertThat(TRAINING.schedule(terms(TRAINING))).isEqualTo(new ConstantLr(0.25));
        Training cosine = TRAINING.withSchedule(CosineLr.of(0.1, 5));
        assertThat(cosine.schedule(terms(cosine))).isEqualTo(CosineLr.of(0.1, 5));
    }

    @Test
    void rulesAreAskedInOrderAndAfterValidatedEpochs() {
        Training training = TRAINING.withEpochs(7).withEarlyStopping(EarlyStopping.onLoss(3));
        StopRules rules = (StopRules) training.stopRule(terms(training));
        Monitor loss = Watch.LOSS.under(terms(training));
        assertThat(loss.measure()).isEqualTo("val_loss");
        assertThat(rules.rules()).contains(new MaxEpochs(7), new ValidatedRule(Patience.of(loss, 3)));
    }

    @Test
    void anUnknownMeasureIsToldAtItsKey() {
        Training training = TRAINING.withEarlyStopping(new EarlyStopping("val_r2", 3, 0));
        assertThat(Faults.one(() -> training.stopRule(terms(training))).where())
                .isEqualTo("training.earlyStopping.monitor");
    }

    @Test
    void ordersSayTheRateAndWhetherToValidate() {
        FakeFolds folds = new FakeFolds(2, (fold, epoch) -> 1);
        new EpochLoop(folds, new StepLr(0.5, 1, 0.5), new MaxEpochs(4), new ValidateEvery(3, 4), round -> {}).run();
        assertThat(folds.orders()).extracting(EpochOrder::lr).containsExactly(0.5, 0.25, 0.125, 0.0625);
        assertThat(folds.orders()).extracting(EpochOrder::validate).containsExactly(false, false, true, true);
    }

    @Test
    void limitsAreInWholeBatchesAndNeverNone() {
        assertThat(BatchLimit.NONE.rows(1001, 10)).isEqualTo(1001);
        assertThat(BatchLimit.of(3).rows(1001, 10)).isEqualTo(30);
        assertThat(BatchLimit.of(300).rows(1001, 10)).isEqualTo(1001);
        assertThat(BatchLimit.ofShare(0.1).rows(1001, 10)).isEqualTo(100);
        assertThat(BatchLimit.ofShare(0.001).rows(1001, 10)).isEqualTo(10);
        assertThat(BatchLimit.ofShare(1).rows(1001, 10)).isEqualTo(1001);
        assertThat(Faults.of(() -> BatchLimit.of(0))).hasSize(1);
        assertThat(Faults.of(() -> BatchLimit.ofShare(1.5))).hasSize(1);
    }

    @Test
    void aQuickRunIsOneEpochOfFewBatches() {
        Course quick = Course.defaults().withEpochs(50).fastDevRun();
        assertThat(quick.epochs()).isEqualTo(1);
        assertThat(quick.limits().train()).isEqualTo(BatchLimit.of(3));
        assertThat(quick.limits().validation()).isEqualTo(BatchLimit.of(3));
    }

    @Test
    void aTimeBudgetEndsARunAfterTheEpochThatSpentIt() {
        AtomicLong clock = new AtomicLong();
        FakeFolds folds = new FakeFolds(2, (fold, epoch) -> {
            clock.addAndGet(Duration.ofSeconds(5).toNanos());
            return 1;
        });
        Loop<History> loop = new EpochLoop(folds, new ConstantLr(1), new MaxEpochs(50), round -> {})
                .until(new TimeBudget(Duration.ofSeconds(25), clock::get)::check);
        Finished<History> finished = loop.run();
        assertThat(finished.progress().epochs()).isEqualTo(3); // two folds take 10 s an epoch
        assertThat(finished.reason().code()).isEqualTo("time_budget_spent");
        assertThat(finished.reason().text()).isEqualTo("30 s of a budget of 25 s are spent after 3 epochs");
        assertThat(Faults.one(() -> TimeBudget.of(Duration.ZERO)).where()).isEqualTo("run.timeBudget");
    }
}
