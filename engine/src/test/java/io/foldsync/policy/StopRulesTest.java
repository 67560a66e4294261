package io.foldsync.policy;

import static io.foldsync.history.Reports.history;
import static io.foldsync.history.Reports.round;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.Wire;
import io.foldsync.error.ErrorCode;
import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import io.foldsync.metric.CrossEntropy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopRulesTest {

    @Test
    void epochsAreDoneWhenTheyHaveBeenTrained() {
        MaxEpochs three = new MaxEpochs(3);
        assertThat(three.check(History.empty())).isEmpty();
        assertThat(three.check(history("val_loss", 1, 1))).isEmpty();
        assertThat(three.check(history("val_loss", 1, 1, 1))).contains(new StopReason("epochs_done", "3 epochs done"));
        assertThat(three.check(history("val_loss", 1, 1, 1, 1))).isPresent();
    }

    @Test
    void zeroEpochsAreAFault() {
        assertThat(Faults.one(() -> new MaxEpochs(0)).message())
                .isEqualTo("training.epochs: 0 epochs; expected 1 or more. Write how many epochs every fold trains at"
                        + " most.");
    }

    @Test
    void oneFoldThatDivergedStopsTheRunAndIsNamed() {
        History diverged = history0().with(round(1, "train_loss", 0.5, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(new NotFinite().check(diverged))
                .contains(new StopReason(
                        "not_finite", "epoch 1: fold 1: train_loss is NaN; fold 2: train_loss is Infinity"));
    }

    @Test
    void finiteLossesAndOtherMeasuresThatAreUndefinedGoOn() {
        assertThat(new NotFinite().check(History.empty())).isEmpty();
        assertThat(new NotFinite().check(history0())).isEmpty();
        assertThat(new NotFinite().check(history("val_r2", Double.NaN))).isEmpty();
    }

    @Test
    void theFirstRuleWithAReasonWins() {
        StopRule never = history -> Optional.empty();
        StopRules rules =
                StopRules.of(never, new NotFinite(), new MaxEpochs(2), Patience.of(Monitor.of(new CrossEntropy()), 1));
        assertThat(rules.check(history("val_loss", 1))).isEmpty();
        assertThat(code(rules, history("val_loss", 1, Double.NaN))).isEqualTo("not_finite");
        assertThat(code(rules, history("val_loss", 1, 2))).isEqualTo("epochs_done");
    }

    @Test
    void withoutRulesNothingStops() {
        assertThat(StopRules.of().check(history("val_loss", 1))).isEmpty();
    }

    @Test
    void rulesNestAndTravel() {
        StopRules rules = StopRules.of(StopRules.of(new NotFinite()), new MaxEpochs(1));
        assertThat(Wire.sent(rules)).isEqualTo(rules);
        assertThat(code(rules, history("val_loss", 1))).isEqualTo("epochs_done");
    }

    @Test
    void aConstantLrIsTheSameInEveryEpoch() {
        LrSchedule schedule = new ConstantLr(0.1);
        assertThat(schedule.lr(0, History.empty())).isEqualTo(0.1);
        assertThat(schedule.lr(1, history0())).isEqualTo(0.1);
        for (double lr : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Faults.one(() -> new ConstantLr(lr)).code()).isEqualTo(ErrorCode.CONFIG_OUT_OF_RANGE);
        }
    }

    private static History history0() {
        return History.empty().with(round(0, "train_loss", 1, 1, 1));
    }

    private static String code(StopRule rule, History history) {
        return rule.check(history).orElseThrow().code();
    }
}
