package io.foldsync.history;

import static io.foldsync.history.Reports.report;
import static io.foldsync.history.Reports.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.Wire;
import io.foldsync.metric.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History two = History.empty().with(round(0, "val_loss", 1, 3)).with(round(1, "val_loss", 0.5, 1));

    @Test
    void aHistoryGrowsByNewValuesAndLeavesTheOldAlone() {
        History longer = two.with(round(2, "val_loss", 0, 0));
        assertThat(two.epochs()).isEqualTo(2);
        assertThat(longer.epochs()).isEqualTo(3);
        assertThat(longer.last().epoch()).isEqualTo(2);
        assertThat(History.empty().epochs()).isZero();
    }

    @Test
    void meansAreTakenOverFoldsEpochByEpoch() {
        assertThat(two.means("val_loss")).containsExactly(2.0, 0.75);
    }

    @Test
    void ordersTellHowToReplay() {
        assertThat(two.orders()).containsExactly(new EpochOrder(0, 0.1), new EpochOrder(1, 0.1));
    }

    @Test
    void anEmptyHistoryHasNoLastRound() {
        assertThatIllegalStateException().isThrownBy(() -> History.empty().last());
    }

    @Test
    void aGapOrAChangeOfFoldsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> two.with(round(3, "val_loss", 1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> two.with(round(2, "val_loss", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> two.with(round(1, "val_loss", 1, 1)));
    }

    @Test
    void nobodyCanChangeAHistory() {
        assertThatThrownBy(() -> two.rounds().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> two.last().reports().get(0).values().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalWorkGivesEqualHistoriesHereAndThere() {
        assertThat(Wire.sent(two)).isEqualTo(two).hasSameHashCodeAs(two);
    }

    @Test
    void reportsMayArriveInAnyOrder() {
        Round arrived =
                new Round(new EpochOrder(4, 0.1), List.of(report(1, 4, "val_loss", 7), report(0, 4, "val_loss", 5)));
        assertThat(arrived).isEqualTo(round(4, "val_loss", 5, 7));
        assertThat(arrived.values("val_loss")).containsExactly(5.0, 7.0);
        assertThat(arrived.mean("val_loss")).isEqualTo(6);
        assertThat(arrived.measures()).containsExactly("val_loss");
        assertThat(arrived.folds()).isEqualTo(2);
    }

    @Test
    void aRoundIsCompleteOrItIsNotMade() {
        EpochOrder order = new EpochOrder(0, 0.1);
        EpochReport first = report(0, 0, "val_loss", 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Round(order, List.of()));
        assertThatIllegalArgumentException()
                .as("fold 1 is missing")
                .isThrownBy(() -> new Round(order, List.of(first, report(2, 0, "val_loss", 1))));
        assertThatIllegalArgumentException()
                .as("a fold twice")
                .isThrownBy(() -> new Round(order, List.of(first, first)));
        assertThatIllegalArgumentException()
                .as("another epoch")
                .isThrownBy(() -> new Round(order, List.of(first, report(1, 1, "val_loss", 1))));
        assertThatIllegalArgumentException()
                .as("other measures")
                .isThrownBy(() -> new Round(order, List.of(first, report(1, 0, "val_accuracy", 1))));
    }

    @Test
    void onlyLossesDecideWhetherAReportIsFinite() {
        assertThat(report(0, 0, "val_r2", Double.NaN).finite()).isTrue();
        assertThat(report(0, 0, "train_loss", Double.NaN).finite()).isFalse();
        assertThat(report(0, 0, "val_loss", Double.POSITIVE_INFINITY).finite()).isFalse();
        assertThat(round(0, "val_loss", 1, Double.NaN).finite()).isFalse();
        assertThat(two.last().finite()).isTrue();
    }

    @Test
    void anUnknownMeasureIsNamedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.last().mean("val_los"))
                .withMessage("no measure val_los among [val_loss]");
    }

    @Test
    void valuesAndTalliesHaveTheSameNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EpochReport(
                        0, 0, new TreeMap<>(Map.of("val_loss", 1.0)), new TreeMap<>(Map.of("loss", Tally.of(1)))));
    }

    @Test
    void anOrderNeedsAnEpochAndALrThatIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EpochOrder(-1, 0.1));
        for (double lr : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new EpochOrder(0, lr));
        }
    }
}
