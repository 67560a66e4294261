package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import io.foldsync.metric.Metrics;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.Patience;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.StopRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochLoopTest {
    private static final Monitor LOSS = Monitor.of("val_loss", Metrics.forClasses());

    private static EpochLoop loop(FakeFolds folds, StopRule stop) {
        return new EpochLoop(folds, new ConstantLr(0.01), stop, round -> {});
    }

    @Test
    void everyEpochIsOneMeetingOfAllFolds() {
        FakeFolds folds = new FakeFolds(3, (fold, epoch) -> fold + 1.0 / (epoch + 1));
        Finished<History> finished = loop(folds, new MaxEpochs(4)).run();
        assertThat(finished.progress().epochs()).isEqualTo(4);
        assertThat(finished.progress().last().values("val_loss")).containsExactly(0.25, 1.25, 2.25);
        assertThat(folds.orders()).extracting(EpochOrder::epoch).containsExactly(0, 1, 2, 3);
        assertThat(folds.orders()).extracting(EpochOrder::lr).containsOnly(0.01);
    }

    @Test
    void patienceLooksAtTheMeanOfAllFoldsAndNotAtOne() {
        // Fold 0 gets worse from the start, fold 1 improves twice as fast until epoch 3: the mean improves until then.
        FakeFolds folds = new FakeFolds(2, (fold, epoch) -> fold == 0 ? 1 + 0.1 * epoch : 5 - Math.min(epoch, 3));
        Finished<History> finished = loop(folds, StopRules.of(new MaxEpochs(50), new Patience(LOSS, 2, 0)))
                .run();
        assertThat(finished.reason().code()).isEqualTo("patience_exceeded");
        assertThat(finished.progress().epochs()).isEqualTo(6);
    }

    @Test
    void aFoldThatDivergesStopsAllFoldsAndIsNamed() {
        FakeFolds folds = new FakeFolds(3, (fold, epoch) -> fold == 1 && epoch == 2 ? Double.NaN : 1);
        Finished<History> finished =
                loop(folds, StopRules.of(new NotFinite(), new MaxEpochs(50))).run();
        assertThat(finished.progress().epochs()).isEqualTo(3);
        assertThat(finished.reason().code()).isEqualTo("not_finite");
        assertThat(finished.reason().text()).contains("1");
    }

    @Test
    void aRunCutInTwoIsTheSameRun() {
        FakeFolds.LossFormula formula = (fold, epoch) -> Math.sin(fold * 7 + epoch);
        History whole = loop(new FakeFolds(5, formula), new MaxEpochs(9)).run().progress();
        History half = loop(new FakeFolds(5, formula), new MaxEpochs(4)).run().progress();
        assertThat(loop(new FakeFolds(5, formula), new MaxEpochs(9)).run(half).progress())
                .isEqualTo(whole);
    }

    @Test
    void theWatcherSeesEveryRoundOnceAndInOrder() {
        List<Round> seen = new ArrayList<>();
        History history = new EpochLoop(
                        new FakeFolds(2, (fold, epoch) -> 1), new ConstantLr(1), new MaxEpochs(3), seen::add)
                .run()
                .progress();
        assertThat(seen).isEqualTo(history.rounds());
    }
}
