package io.foldsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Wire;
import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import io.foldsync.loop.Loop;
import io.foldsync.loop.LoopWatcher;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.TrainStep;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.train.EpochLoop;
import io.foldsync.train.FoldGroup;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops of one's own, around folds as they are. */
@Tag("djl")
class LoopsTest {
    private static final List<EpochOrder> ORDERS = IntStream.range(0, 3)
            .mapToObj(epoch -> new EpochOrder(epoch, SmallStudy.LR))
            .toList();

    private static SmallStudy study;
    private static History together;

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        study = SmallStudy.of(folder);
        together = study.fit(TrainStep.standard(), ORDERS.size());
    }

    @AfterAll
    static void close() {
        study.close();
    }

    @Test
    void oneOwnsTheLoop() {
        History history = study.withFolds(TrainStep.standard(), folds -> {
            // loops.md begin
            History met = History.empty();
            double lr = SmallStudy.LR;
            while (met.epochs() < 3 && lr > 1e-4) {
                Round round = folds.trainEpoch(new EpochOrder(met.epochs(), lr));
                met = met.with(round);
                lr = round.mean("val_loss") < 5 ? lr : lr / 2;
            }
            // loops.md end
            return met;
        });
        assertThat(history).isEqualTo(together);
    }

    @Test
    void foldsOutermostReportWhatTheyReportTogether() {
        KFoldLoop loop = new KFoldLoop(SmallStudy.FOLDS, ORDERS, fold -> study.open(fold, TrainStep.standard()));
        Finished<KFoldLoop.Progress> finished = loop.run();
        assertThat(finished.reason().code()).isEqualTo("folds_done");
        assertThat(finished.progress().together(ORDERS)).isEqualTo(together);
    }

    @Test
    void aLoopThatWasSavedGoesOnWhereItWas() {
        KFoldLoop loop = new KFoldLoop(SmallStudy.FOLDS, ORDERS, fold -> study.open(fold, TrainStep.standard()));
        KFoldLoop.Progress cut = loop.until(progress -> progress.reports().size() == 1
                        ? Optional.of(new StopReason("interrupted", "after one fold"))
                        : Optional.empty())
                .run()
                .progress();
        assertThat(loop.run(Wire.sent(cut)).progress().together(ORDERS)).isEqualTo(together);
    }

    /** Runs as long as an iterator of learning rates gives any: {@code StopIteration}, said by a value. */
    private record Exhausting(List<Double> rates, FoldGroup folds) implements Loop<History> {
        @Override
        public History reset() {
            return History.empty();
        }

        @Override
        public Optional<StopReason> done(History history) {
            return history.epochs() == rates.size()
                    ? Optional.of(new StopReason("exhausted", "no learning rate is left"))
                    : Optional.empty();
        }

        @Override
        public History advance(History history) {
            return history.with(folds.trainEpoch(new EpochOrder(history.epochs(), rates.get(history.epochs()))));
        }
    }

    @Test
    void aLoopStopsWhenWhatItGoesThroughIsExhausted() {
        List<Double> rates = List.of(SmallStudy.LR, SmallStudy.LR, SmallStudy.LR);
        Finished<History> finished = study.withFolds(TrainStep.standard(), folds -> new Exhausting(rates, folds).run());
        assertThat(finished.reason().code()).isEqualTo("exhausted");
        assertThat(finished.progress()).isEqualTo(together);
    }

    @Test
    void aLoopIsWatchedAndLimitedWithoutBeingChanged() {
        List<String> seen = new ArrayList<>();
        Finished<History> finished = study.withFolds(TrainStep.standard(), folds -> new EpochLoop(
                        folds, new ConstantLr(SmallStudy.LR), new MaxEpochs(3), round -> {})
                .until(history ->
                        history.epochs() == 2 ? Optional.of(new StopReason("enough", "two will do")) : Optional.empty())
                .watched(new LoopWatcher<>() {
                    @Override
                    public void started(History history) {
                        seen.add("started");
                    }

                    @Override
                    public void advancing(History history) {
                        seen.add("before " + history.epochs());
                    }

                    @Override
                    public void advanced(History before, History after) {
                        seen.add("after " + before.epochs());
                    }

                    @Override
                    public void finished(Finished<History> end) {
                        seen.add(end.reason().code());
                    }
                })
                .run());
        assertThat(finished.progress().rounds()).isEqualTo(together.rounds().subList(0, 2));
        assertThat(seen).containsExactly("started", "before 0", "after 0", "before 1", "after 1", "enough");
    }

    @Test
    void fitValidateTestAndPredictAreFourWaysToAskASession() {
        try (FoldSession session = study.open(0, TrainStep.standard())) {
            ORDERS.forEach(session::train); // fit
            assertThat(session.score(Role.VALIDATE, "val_"))
                    .containsEntry("val_loss", together.last().reports().get(0).value("val_loss"));
            assertThat(session.score(Role.TEST, "test_")).containsKeys("test_loss", "test_accuracy");
            List<Integer> predicted = new ArrayList<>();
            session.predict(session.validationRows(), (chunk, from) -> predicted.add(chunk.rows()));
            assertThat(predicted).containsExactly(session.validationRows().length);
        }
    }

    @Test
    void activeLearningAsksForTheRowsItIsLeastSureOf() {
        ActiveLearning loop = new ActiveLearning(study, 0, 10, 3);
        ActiveLearning.Known known = loop.run().progress();
        assertThat(known.rows()).hasSize(40);
        assertThat(known.accuracies()).hasSize(3);
        assertThat(known.accuracies().get(2))
                .isGreaterThanOrEqualTo(known.accuracies().get(0));
        assertThat(loop.run(loop.advance(loop.reset())).progress()).isEqualTo(known);
    }
}
