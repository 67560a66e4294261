package io.foldsync.policy;

import static io.foldsync.policy.SimulatedRun.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.Wire;
import io.foldsync.history.History;
import io.foldsync.history.Reports;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Plateaus and overfitting, on curves of which the truth is known. */
class TrendRulesTest {
    private static final Monitor LOSS = new Monitor("val_loss", Direction.MINIMIZE);
    private static final int EPOCHS = 60;
    private static final int RUNS = 120;

    private static SimulatedRun runs(int folds, double noise, long seed) {
        return new SimulatedRun(folds, 0.2, noise, new Random(seed));
    }

    private static DoubleUnaryOperator healthy(double pace) {
        return epoch -> 0.3 + 2 * Math.exp(-epoch / pace);
    }

    /** The rule's promise: 5 % a check; here for all checks of a run together. */
    @Test
    void runsThatStillGainMoreThanTheShareAreSeldomStopped() {
        Random paces = new Random(1);
        int stopped = 0;
        for (int run = 0; run < RUNS; run++) {
            double pace = 4 + 26 * paces.nextDouble();
            DoubleUnaryOperator curve = healthy(pace);
            History history = runs(5, 0.01 + 0.05 * paces.nextDouble(), run).history(EPOCHS, curve, curve);
            int stop = stop(Plateau.of(LOSS), history);
            stopped += stop < EPOCHS && gain(curve, stop - 9, stop) > 0.01 * gain(curve, 0, stop) ? 1 : 0;
        }
        assertThat(stopped / (double) RUNS).as("false alarms a run").isLessThan(0.05);
    }

    private static double gain(DoubleUnaryOperator curve, int from, int to) {
        return curve.applyAsDouble(from) - curve.applyAsDouble(to);
    }

    @Test
    void runsThatHaveConvergedAreStoppedOnceThatIsCertain() {
        int stopped = 0;
        for (int run = 0; run < RUNS; run++) {
            History history = runs(5, 0.005, run).history(EPOCHS, healthy(3), healthy(3));
            stopped += stop(Plateau.of(LOSS), history) < EPOCHS ? 1 : 0;
        }
        assertThat(stopped / (double) RUNS).as("plateaus found").isGreaterThan(0.9);
    }

    @Test
    void aCurveWhoseVarianceFallsIsNoPlateau() {
        double[] values = DoubleStream.iterate(0, epoch -> epoch + 1)
                .limit(10)
                .map(epoch -> healthy(4).applyAsDouble(epoch))
                .toArray();
        assertThat(variance(values, 5)).isLessThan(0.1 * variance(values, 10)); // the rule of thumb would stop here
        History history = runs(5, 0.001, 3).history(10, healthy(4), healthy(4));
        assertThat(Plateau.of(LOSS).check(history)).isEmpty();
    }

    private static double variance(double[] values, int last) {
        double[] window = DoubleStream.of(values).skip(values.length - last).toArray();
        double mean = DoubleStream.of(window).average().orElseThrow();
        return DoubleStream.of(window)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / last;
    }

    @Test
    void aPlateauIsToldWithItsNumbers() {
        History history = runs(5, 0.0001, 2).history(40, healthy(2), healthy(2));
        assertThat(Plateau.of(LOSS).check(history)).hasValueSatisfying(reason -> {
            assertThat(StopCode.PLATEAU_DETECTED.is(reason)).isTrue();
            assertThat(reason.text())
                    .startsWith("the mean val_loss gained at most")
                    .contains("in the last 10 epochs");
        });
    }

    @Test
    void runsThatDoNotGetWorseAreSeldomCalledOverfitted() {
        int stopped = 0;
        for (int run = 0; run < RUNS; run++) {
            DoubleUnaryOperator flat = epoch -> Math.max(0.5, 1 - 0.1 * epoch);
            History history = runs(5, 0.03, run).history(EPOCHS, flat, healthy(30));
            stopped += stop(Overfitting.of(LOSS), history) < EPOCHS ? 1 : 0;
        }
        assertThat(stopped / (double) RUNS).as("false alarms a run").isLessThan(0.08);
    }

    @Test
    void runsThatOverfitAreFound() {
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            DoubleUnaryOperator turning = epoch -> 0.5 + 0.01 * Math.abs(epoch - 15);
            int stop = stop(Overfitting.of(LOSS), runs(5, 0.02, run).history(EPOCHS, turning, healthy(30)));
            found += stop > 15 && stop < EPOCHS ? 1 : 0;
        }
        assertThat(found / (double) RUNS).as("overfitting found").isGreaterThan(0.95);
    }

    @Test
    void lossesThatRiseOnBothSidesAreNoOverfitting() {
        DoubleUnaryOperator rising = epoch -> 0.5 + 0.05 * epoch;
        assertThat(Overfitting.of(LOSS).check(runs(5, 0.001, 1).history(20, rising, rising)))
                .isEmpty();
    }

    @Test
    void aScoreThatFallsIsWorseAndOneThatRisesIsNot() {
        Monitor score = new Monitor("val_loss", Direction.MAXIMIZE);
        DoubleUnaryOperator rising = epoch -> 0.5 + 0.01 * epoch;
        History history = runs(5, 0.001, 1).history(20, rising, healthy(30));
        assertThat(Overfitting.of(score).check(history)).isEmpty();
        assertThat(Overfitting.of(LOSS).check(history)).isPresent();
    }

    @Test
    void nothingIsSaidBeforeTheWindowIsFullOrOfASingleFold() {
        History early = runs(5, 0.0001, 2).history(9, healthy(0.5), healthy(0.5));
        assertThat(Plateau.of(LOSS).check(early)).isEmpty();
        assertThat(Overfitting.of(LOSS).check(early)).isEmpty();
        assertThat(Plateau.of(LOSS).check(History.empty())).isEmpty();
        History single = runs(1, 0, 2).history(40, healthy(1), healthy(1));
        assertThat(Plateau.of(LOSS).check(single)).isEmpty();
    }

    @Test
    void aFoldThatIsNotFiniteLeavesTheRulesSilent() {
        History history = History.empty();
        for (int epoch = 0; epoch < 12; epoch++) {
            history = history.with(Reports.round(epoch, "val_loss", 1, epoch == 11 ? Double.NaN : 1));
        }
        assertThat(Plateau.of(LOSS).check(history)).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreFaults() {
        assertThat(Faults.of(() -> new Plateau(LOSS, 2, 0, 1))).hasSize(3);
        assertThat(Faults.of(() -> new Overfitting(LOSS, 2, 0.5))).hasSize(2);
        assertThat(Wire.sent(Plateau.of(LOSS))).isEqualTo(Plateau.of(LOSS));
    }
}
