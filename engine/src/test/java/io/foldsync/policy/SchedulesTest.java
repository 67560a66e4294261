package io.foldsync.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Faults;
import io.foldsync.Wire;
import io.foldsync.history.History;
import io.foldsync.history.LrPiece.Curve;
import io.foldsync.history.LrShape;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rates within epochs, first epochs, and settings. */
class SchedulesTest {
    private static final History NONE = History.empty();

    @Test
    void aRateAnEpochIsTheSameInAllItsSteps() {
        LrShape shape = CosineLr.of(0.1, 10).shape(3, NONE);
        assertThat(shape.isConstant()).isTrue();
        assertThat(shape.at(0.9)).isEqualTo(CosineLr.of(0.1, 10).lr(3, NONE));
    }

    @Property
    void aRateAStepRunsOnFromEpochToEpoch(
            @ForAll @IntRange(max = 19) int epoch, @ForAll @DoubleRange(min = 0.01, max = 0.3) double lr) {
        for (LrSchedule smooth : List.of(
                CosineLr.of(lr, 20),
                new LinearLr(lr, 0.1, 1, 7),
                SequentialLr.warmUp(lr, 0, 4, CosineLr.of(lr, 16)),
                OneCycleLr.of(lr, 20).withCurve(Curve.LINEAR))) {
            LrSchedule schedule = new PerStep(smooth);
            assertThat(schedule.shape(epoch, NONE).at(1 - 1e-12)).isEqualTo(schedule.lr(epoch + 1, NONE), within(1e-9));
        }
    }

    @Test
    void oneCyclePeaksWithinAnEpochWhereItsShareEnds() {
        PerStep schedule = new PerStep(OneCycleLr.of(1, 5)); // up to time 1.5
        assertThat(schedule.shape(1, NONE).at(0.5)).isEqualTo(1);
        assertThat(schedule.shape(1, NONE).at(0.4)).isLessThan(1);
        assertThat(schedule.shape(1, NONE).at(0.6)).isLessThan(1);
        assertThat(schedule.lr(0, NONE)).isEqualTo(1.0 / 25);
    }

    @Test
    void restartsBeginAtTheTopAgain() {
        PerStep schedule = new PerStep(new WarmRestartsLr(0.1, 2, 2, 0));
        assertThat(schedule.shape(1, NONE).at(0.999)).isLessThan(1e-6);
        assertThat(schedule.shape(2, NONE).at(0)).isEqualTo(0.1);
        assertThat(schedule.shape(6, NONE).at(0)).isEqualTo(0.1);
    }

    @Test
    void stairsStayStairsUnderAStepsClock() {
        PerStep schedule = new PerStep(new StepLr(0.1, 2, 0.5));
        assertThat(schedule.shape(2, NONE)).isEqualTo(LrShape.constant(0.05));
    }

    @Test
    void aCosineThatIsOverStaysAtItsMinimum() {
        assertThat(new CosineLr(0.1, 3, 0.01).lr(3, NONE)).isEqualTo(0.01);
        assertThat(new CosineLr(0.1, 3, 0.01).lr(50, NONE)).isEqualTo(0.01);
    }

    @Test
    void aRunOfOneEpochHasARateUnderEverySchedule() {
        List<LrSchedule> schedules = List.of(
                CosineLr.of(0.1, 1),
                new LinearLr(0.1, 0.5, 1, 1),
                new PolynomialLr(0.1, 1, 1),
                OneCycleLr.of(0.1, 1),
                new WarmRestartsLr(0.1, 1, 1, 0),
                ReduceOnPlateau.of(new ConstantLr(0.1), new Monitor("val_loss", Direction.MINIMIZE)));
        for (LrSchedule schedule : schedules) {
            assertThat(schedule.lr(0, NONE)).isPositive();
            assertThat(new PerStep(schedule).shape(0, NONE).at(0)).isPositive();
        }
    }

    @Test
    void reductionsMultiplyAnySchedule() {
        Monitor loss = new Monitor("val_loss", Direction.MINIMIZE);
        LrSchedule reduced = ReduceOnPlateau.of(new ExponentialLr(1, 0.9), loss).withPatience(0.5, 0);
        History history = io.foldsync.history.Reports.history("val_loss", 1, 1, 2);
        assertThat(reduced.lr(3, history)).isEqualTo(0.9 * 0.9 * 0.9 / 4, within(1e-12));
    }

    @Test
    void everyWrongSettingIsTold() {
        assertThat(Faults.of(() -> new StepLr(0, 0, -1))).hasSize(3);
        assertThat(Faults.of(() -> new MultiStepLr(0.1, List.of(3, 3), 0.1))).hasSize(1);
        assertThat(Faults.of(() -> new CosineLr(0.1, 5, 0.2))).hasSize(1);
        assertThat(Faults.of(() -> new OneCycleLr(0.1, 5, 1, 0.5, 0, Curve.LINEAR)))
                .hasSize(3);
        assertThat(Faults.of(() -> new SequentialLr(List.of(new ConstantLr(1)), List.of(3))))
                .hasSize(1);
        assertThat(Faults.of(() -> new ReduceOnPlateau(
                        new ConstantLr(1), new Monitor("m", Direction.MINIMIZE), 1, -1, -1, true, -1, -1)))
                .hasSize(5);
    }

    @Test
    void schedulesArriveAsTheyWereSent() {
        LrSchedule schedule = new PerStep(SequentialLr.warmUp(0.1, 0, 3, CosineLr.of(0.1, 9)));
        assertThat(Wire.sent(schedule)).isEqualTo(schedule);
        LrShape shape = schedule.shape(2, NONE);
        assertThat(Wire.sent(shape)).isEqualTo(shape);
    }

    @Test
    void aChainOfOneIsThatOne() {
        LrSchedule one = new StepLr(0.3, 2, 0.5);
        LrSchedule chain = new ChainedLr(0.3, List.of(one));
        IntStream.range(0, 9)
                .forEach(epoch -> assertThat(chain.lr(epoch, NONE)).isEqualTo(one.lr(epoch, NONE), within(1e-15)));
    }
}
