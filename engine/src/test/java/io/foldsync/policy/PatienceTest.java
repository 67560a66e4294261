package io.foldsync.policy;

import static io.foldsync.history.Reports.history;
import static io.foldsync.history.Reports.round;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.Wire;
import io.foldsync.error.ErrorCode;
import io.foldsync.history.History;
import io.foldsync.metric.CrossEntropy;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final double NAN = Double.NaN;

    private final Monitor loss = Monitor.of(new CrossEntropy());
    private final Patience two = Patience.of(loss, 2);

    @Test
    void itStopsWhenTheMeanHasNotImprovedForThatManyEpochs() {
        assertThat(two.check(history("val_loss", 1, 0.5, 0.6))).isEmpty();
        assertThat(two.check(history("val_loss", 1, 0.5, 0.6, 0.5))).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo("patience_exceeded");
            assertThat(reason.text()).isEqualTo("the mean val_loss has not improved for 2 epochs, since epoch 1 (0.5)");
        });
    }

    @Test
    void anImprovementStartsTheWaitAnew() {
        assertThat(two.check(history("val_loss", 1, 1, 0.5, 0.6))).isEmpty();
    }

    @Test
    void oneUnluckyFoldDoesNotStopTheOthers() {
        History history = History.empty();
        for (int epoch = 0; epoch < 5; epoch++) {
            history = history.with(round(epoch, "val_loss", 1 + 0.1 * epoch, 1 - 0.2 * epoch));
        }
        assertThat(two.check(history)).isEmpty();
    }

    @Test
    void improvementsMustExceedMinDeltaOverTheLastOneThatDid() {
        Patience asking = two.withMinDelta(0.25);
        assertThat(asking.check(history("val_loss", 1, 0.75, 0.75))).isPresent();
        assertThat(asking.check(history("val_loss", 1, 0.875, 0.625))).isEmpty();
    }

    @Test
    void aMeasureToMaximizeImprovesUpwards() {
        Patience rising = Patience.of(new Monitor("val_accuracy", Direction.MAXIMIZE), 2);
        assertThat(rising.check(history("val_accuracy", 0.5, 0.6, 0.7))).isEmpty();
        assertThat(rising.check(history("val_accuracy", 0.7, 0.6, 0.5))).isPresent();
    }

    @Test
    void aFirstValueThatIsNotANumberDoesNotBecomeTheBest() {
        assertThat(loss.best(history("val_loss", NAN, 0.9, NAN))).contains(new Best(1, 0.9));
        assertThat(two.check(history("val_loss", NAN, 0.9, 0.8, 0.7))).isEmpty();
        Monitor rising = new Monitor("val_r2", Direction.MAXIMIZE);
        assertThat(rising.best(history("val_r2", Double.POSITIVE_INFINITY, -3))).contains(new Best(1, -3));
    }

    @Test
    void aMeasureThatIsNeverANumberNeverImproves() {
        assertThat(two.check(history("val_loss", NAN))).isEmpty();
        assertThat(two.check(history("val_loss", NAN, NAN)).orElseThrow().text())
                .isEqualTo("the mean val_loss has not improved for 2 epochs, since the start, where it has not been a"
                        + " finite number once");
    }

    @Test
    void beforeTheFirstEpochThereIsNothingToStop() {
        assertThat(two.check(History.empty())).isEmpty();
        assertThat(loss.best(History.empty())).isEmpty();
    }

    @Test
    void amongEqualEpochsTheEarliestIsTheBest() {
        assertThat(loss.best(history("val_loss", 3, 1, 2, 1))).contains(new Best(1, 1));
    }

    @Test
    void settingsOutOfRangeAreFaults() {
        assertThat(Faults.of(() -> new Patience(loss, 0, -1)))
                .hasSize(2)
                .allMatch(fault -> fault.code() == ErrorCode.CONFIG_OUT_OF_RANGE);
        assertThat(Faults.one(() -> two.withMinDelta(NAN)).where()).isEqualTo("training.earlyStopping.minDelta");
        assertThat(Faults.one(() -> Patience.of(loss, 0)).message())
                .isEqualTo("training.earlyStopping.patience: 0; expected 1 or more. Choose another value.");
    }

    @Test
    void itArrivesAsItWasSent() {
        assertThat(Wire.sent(two)).isEqualTo(two);
    }

    @Property
    void itStopsWhereAPlainCounterWouldStop(
            @ForAll @Size(max = 15) List<@DoubleRange(min = 0, max = 1) Double> losses,
            @ForAll @IntRange(min = 1, max = 4) int epochs,
            @ForAll @DoubleRange(min = 0, max = 0.3) double minDelta,
            @ForAll Random random) {
        double[] values = losses.stream()
                .mapToDouble(value -> random.nextInt(5) == 0 ? NAN : value)
                .toArray();
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (double value : values) { // Keras's callback, which starts from infinity
            boolean improved = value < best - minDelta;
            best = improved ? value : best;
            waited = improved ? 0 : waited + 1;
        }
        StopRule rule = new Patience(loss, epochs, minDelta);
        assertThat(rule.check(history("val_loss", values)).isPresent()).isEqualTo(waited >= epochs);
    }

    @Property
    void mirroredMeasuresStopAtTheSameEpoch(
            @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> losses,
            @ForAll @DoubleRange(min = 0, max = 0.3) double minDelta) {
        double[] values = losses.stream().mapToDouble(Double::doubleValue).toArray();
        History falling = history("val_loss", values);
        History rising =
                history("val_loss", DoubleStream.of(values).map(value -> -value).toArray());
        Monitor mirrored = new Monitor("val_loss", Direction.MAXIMIZE);
        assertThat(mirrored.best(rising, minDelta).map(Best::epoch))
                .isEqualTo(loss.best(falling, minDelta).map(Best::epoch));
        assertThat(new Patience(mirrored, 2, minDelta).check(rising).isPresent())
                .isEqualTo(new Patience(loss, 2, minDelta).check(falling).isPresent());
    }
}
