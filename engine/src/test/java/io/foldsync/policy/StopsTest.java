package io.foldsync.policy;

import static io.foldsync.history.Reports.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Faults;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.history.LrShape;
import io.foldsync.history.Reports;
import io.foldsync.history.Round;
import io.foldsync.metric.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Divergence, targets, views, and epochs without validation. */
class StopsTest {
    private static final double NAN = Double.NaN;
    private static final Monitor LOSS = new Monitor("val_loss", Direction.MINIMIZE);
    private static final Monitor SCORE = new Monitor("val_r2", Direction.MAXIMIZE);

    @Test
    void aMeasureFarBehindItsBestForLongHasDiverged() {
        Divergence rule = Divergence.of(LOSS);
        assertThat(rule.check(history("val_loss", 1, 0.5, 2, 2, 0.9))).isEmpty();
        assertThat(rule.check(history("val_loss", 1, 0.5, 2, 2))).isEmpty();
        assertThat(rule.check(history("val_loss", 1, 0.5, 2, NAN, 1.1)))
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("diverged"));
        assertThat(rule.check(History.empty())).isEmpty();
    }

    @Test
    void farIsMeasuredInTheMeasuresOwnDirection() {
        Divergence rule = new Divergence(SCORE, 1, 0.3, 1);
        assertThat(rule.check(history("val_r2", 0.9, 0.7))).isEmpty();
        assertThat(rule.check(history("val_r2", 0.9, 0.5))).isPresent();
        assertThat(rule.check(history("val_r2", 0.1, 0.9))).isEmpty();
    }

    @Test
    void aTargetIsReachedByTheLastEpochAlone() {
        TargetReached rule = new TargetReached(SCORE, 0.8);
        assertThat(rule.check(history("val_r2", 0.9, 0.7))).isEmpty();
        assertThat(rule.check(history("val_r2", 0.7, 0.8)))
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("target_reached"));
        assertThat(rule.check(history("val_r2", NAN))).isEmpty();
        assertThat(rule.check(History.empty())).isEmpty();
        assertThat(new TargetReached(LOSS, 0.2).check(history("val_loss", 0.1))).isPresent();
    }

    @Test
    void viewsTurnFoldsIntoOneValue() {
        double[] folds = {1, 2, 6};
        assertThat(View.MEAN.of("m", folds, Direction.MINIMIZE)).isEqualTo(3);
        assertThat(View.WORST.of("m", folds, Direction.MINIMIZE)).isEqualTo(6);
        assertThat(View.WORST.of("m", folds, Direction.MAXIMIZE)).isEqualTo(1);
        // sd = sqrt(7), t(2, 0.975) = 4.302653, sqrt(1/3 + 1/2)
        double radius = 4.302652729911275 * Math.sqrt(7) * Math.sqrt(5.0 / 6);
        assertThat(View.BOUND.of("m", folds, Direction.MINIMIZE)).isEqualTo(3 + radius, within(1e-6));
        assertThat(View.BOUND.of("m", folds, Direction.MAXIMIZE)).isEqualTo(3 - radius, within(1e-6));
        assertThat(View.BOUND.of("m", new double[] {4}, Direction.MINIMIZE)).isEqualTo(4);
        assertThat(View.WORST.of("m", new double[] {4, NAN}, Direction.MINIMIZE))
                .isNaN();
    }

    @Test
    void theWorstFoldMayDecide() {
        History history =
                History.empty().with(Reports.round(0, "val_loss", 1, 1)).with(Reports.round(1, "val_loss", 0.1, 1.5));
        assertThat(LOSS.best(history)).contains(new Best(1, 0.8));
        assertThat(LOSS.withView(View.WORST).best(history)).contains(new Best(0, 1));
        assertThat(LOSS.withView(View.WORST).describe()).isEqualTo("the worst fold's val_loss");
    }

    /** Epochs 0 to 4; those that are not validated report the training loss alone. */
    private static History everySecond(double... losses) {
        History history = History.empty();
        for (int epoch = 0; epoch < losses.length; epoch++) {
            boolean validate = new ValidateEvery(2, losses.length).due(epoch);
            Round round = Reports.round(epoch, validate ? "val_loss" : "train_loss", losses[epoch]);
            EpochOrder order = new EpochOrder(epoch, LrShape.constant(0.1), validate);
            history = history.with(new Round(order, round.reports()));
        }
        return history;
    }

    @Test
    void epochsWithoutValidationArePassedOver() {
        History history = everySecond(9, 1, 9, 0.5, 9, 0.6, 9, 0.7);
        assertThat(LOSS.readings(history)).extracting(Reading::epoch).containsExactly(1, 3, 5, 7);
        assertThat(LOSS.best(history)).contains(new Best(3, 0.5));
        assertThat(Patience.of(LOSS, 2).check(history)).isPresent();
        assertThat(Patience.of(LOSS, 3).check(history)).isEmpty();
        LrSchedule reduced = ReduceOnPlateau.of(new ConstantLr(1), LOSS).withPatience(0.5, 1);
        assertThat(reduced.lr(8, history)).isEqualTo(0.5);
        assertThat(reduced.lr(6, history.first(6))).isEqualTo(1);
    }

    @Test
    void aRuleOfValidatedEpochsWaitsForTheNext() {
        StopRule always = history -> java.util.Optional.of(StopCode.DIVERGED.because("so"));
        History history = everySecond(9, 1, 9, 1);
        assertThat(new ValidatedRule(always).check(history.first(3))).isEmpty();
        assertThat(new ValidatedRule(always).check(history)).isPresent();
    }

    @Test
    void theLastEpochIsAlwaysValidated() {
        ValidateEvery third = new ValidateEvery(3, 8);
        assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7).stream().filter(third::due)).containsExactly(2, 5, 7);
        assertThat(ValidateEvery.EPOCH.due(0)).isTrue();
        assertThat(ValidateEvery.EPOCH.due(17)).isTrue();
        assertThat(Faults.one(() -> new ValidateEvery(0, 1)).where()).isEqualTo("training.validateEvery");
    }

    @Test
    void aWatchBecomesAMonitorOfWhatTheRunReports() {
        Terms plain = terms("val_loss", "val_accuracy", "train_loss");
        Terms guarded = terms("val_loss", "val_accuracy", "guard_loss", "guard_accuracy", "train_loss");
        assertThat(Watch.LOSS.under(plain).measure()).isEqualTo("val_loss");
        assertThat(Watch.LOSS.under(guarded).measure()).isEqualTo("guard_loss");
        assertThat(new Watch("guard_accuracy", View.WORST).under(guarded))
                .isEqualTo(new Monitor("guard_accuracy", Direction.MAXIMIZE, View.WORST));
        Terms told = new Terms(Metrics.forClasses(), guarded.measures(), Watch.of("guard_accuracy"));
        assertThat(Watch.LOSS.under(told).measure()).isEqualTo("guard_accuracy");
        assertThat(Faults.one(() -> Watch.of("guard_loss").under(plain)).message())
                .isEqualTo(
                        "training.monitor: no measure guard_loss; expected one of val_loss, val_accuracy, train_loss."
                                + " Name a measure that this task reports.");
    }

    private static Terms terms(String... measures) {
        return new Terms(Metrics.forClasses(), List.of(measures), Watch.LOSS);
    }
}
