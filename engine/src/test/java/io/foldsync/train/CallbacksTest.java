package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.nn.Steps;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("djl")
class CallbacksTest {
    private static final int FOLDS = 3;
    private static final int EPOCHS = 2;
    private static final FoldRecipe RECIPE = new FoldRecipe(
            new ModelRecipe(new Mlp(List.of(16), 0.5), Loss.CROSS_ENTROPY, Adam.of(1e-2), 16)
                    .withSteps(Steps.plain().withBatches(2)),
            Split.kFold(FOLDS, false, false),
            Scaling.STANDARD,
            Metrics.forClasses(),
            Seed.root(5));

    private static DatasetCard card;
    private static DeviceTable table;

    @BeforeAll
    static void ship(@TempDir Path folder) throws IOException {
        Natives.start();
        card = TestTables.classes(60, 6, 2, FOLDS).write(folder);
        table = DeviceTable.load(folder, card, "cpu");
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static History run(FoldWork work, int threads, int width, RunCallback... callbacks) {
        List<FoldSession> sessions = new ArrayList<>();
        List<FoldTiming> timings = new ArrayList<>();
        FoldRecipe recipe = RECIPE.with(work);
        for (int fold = 0; fold < FOLDS; fold++) {
            sessions.add(FoldSession.open(fold, recipe, table));
        }
        try (LocalFoldGroup group =
                new LocalFoldGroup(FOLDS, new DeviceShare(threads, width, FOLDS), sessions::get, timings::add)) {
            RunWatch watch = new RunWatch(List.of(callbacks), recipe, card, epoch -> timings.stream()
                    .filter(timing -> timing.epoch() == epoch)
                    .toList());
            return new EpochLoop(group, new ConstantLr(1e-2), new MaxEpochs(EPOCHS), round -> {})
                    .watched(watch)
                    .run()
                    .progress();
        } finally {
            sessions.forEach(FoldSession::close);
        }
    }

    /** 40 rows in batches of 16 with a step every other batch, 20 validation rows. */
    private static Stream<String> epoch(int number) {
        return Stream.of(
                        "on_train_fold_start N",
                        "  on_train_epoch_start_per_fold N",
                        "  on_train_batch_start_per_fold 0 of 16",
                        "  on_before_backward 0 of 16",
                        "  on_after_backward 0 of 16",
                        "  on_before_log_metrics [train_loss]",
                        "  on_train_batch_end_per_fold 0 of 16",
                        "  on_train_batch_start_per_fold 1 of 16",
                        "  on_before_backward 1 of 16",
                        "  on_after_backward 1 of 16",
                        "  on_before_optimizer_step 1 of 16",
                        "  on_before_zero_grad 1 of 16",
                        "  on_before_log_metrics [train_loss]",
                        "  on_train_batch_end_per_fold 1 of 16",
                        "  on_train_batch_start_per_fold 2 of 8",
                        "  on_before_backward 2 of 8",
                        "  on_after_backward 2 of 8",
                        "  on_before_optimizer_step 2 of 8",
                        "  on_before_zero_grad 2 of 8",
                        "  on_before_log_metrics [train_loss]",
                        "  on_train_batch_end_per_fold 2 of 8",
                        "  on_train_epoch_end_per_fold N, weight 40",
                        "  on_validation_start_per_fold N",
                        "  on_validation_batch_start_per_fold 0 of 20",
                        "  on_before_log_metrics [val_accuracy, val_loss, val_macro_f1]",
                        "  on_validation_batch_end_per_fold 0 of 20",
                        "  on_validation_end_per_fold N",
                        "on_train_fold_end N, 3 timings")
                .map(line -> line.replace("N", String.valueOf(number)));
    }

    @Test
    void allSeventeenMomentsComeInTheDocumentedOrderAndNumber() {
        for (int threads : new int[] {1, 3}) {
            Recorder recorder = new Recorder(FOLDS);
            run(FoldWork.plain().withCallback(recorder), threads, 1, recorder);
            List<String> expected = Stream.of(
                            Stream.of("on_train_start, 3 folds of 60 rows"),
                            epoch(0),
                            epoch(1),
                            Stream.of("on_train_end, epochs_done"))
                    .flatMap(lines -> lines)
                    .toList();
            for (int fold = 0; fold < FOLDS; fold++) {
                assertThat(recorder.of(fold)).as("fold " + fold).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRunThatIsWatchedBatchByBatchIsTheSameRunToTheBit() {
        Recorder recorder = new Recorder(FOLDS);
        assertThat(run(FoldWork.plain().withCallback(recorder), 2, 1, recorder)).isEqualTo(run(FoldWork.plain(), 2, 1));
    }

    /** Asks for some moments, and fails at every one. */
    private record Failing(Set<FoldHook> hooks, List<String> calls) implements FoldCallback, RunCallback {

        @Override
        public FoldWatcher watch(int fold) {
            return new FoldWatcher() {
                @Override
                public void onAfterBackward(FoldMoment at, BatchView batch) {
                    calls.add("fold " + at.fold());
                    throw new IllegalStateException("a defect of the user's");
                }
            };
        }

        @Override
        public void onTrainFoldStart(History history) {
            calls.add("driver");
            throw new IllegalStateException("a defect of the user's");
        }
    }

    @Test
    void aCallbackThatThrowsChangesNothingAndIsNotCalledAgain() {
        Failing failing = new Failing(
                Set.of(FoldHook.ON_AFTER_BACKWARD), java.util.Collections.synchronizedList(new ArrayList<>()));
        History history = run(FoldWork.plain().withCallback(failing), 2, 1, failing);
        assertThat(history).isEqualTo(run(FoldWork.plain(), 2, 1));
        assertThat(failing.calls()).containsExactlyInAnyOrder("driver", "fold 0", "fold 1", "fold 2");
    }

    @Test
    void stepsAreTakenInPartsOnlyWhereSomebodyAsksForWhatHappensWithin() {
        Set<FoldHook> outside = Set.of(
                FoldHook.ON_TRAIN_EPOCH_START_PER_FOLD,
                FoldHook.ON_TRAIN_EPOCH_END_PER_FOLD,
                FoldHook.ON_VALIDATION_BATCH_END_PER_FOLD);
        assertThat(inParts(outside)).isFalse();
        assertThat(inParts(Set.of(FoldHook.ON_TRAIN_BATCH_END_PER_FOLD))).isTrue();
    }

    private static boolean inParts(Set<FoldHook> hooks) {
        FoldWork work = FoldWork.plain().withCallback(new Failing(hooks, new ArrayList<>()));
        try (FoldSession session = FoldSession.open(0, RECIPE.with(work), table)) {
            return session.network().inParts();
        }
    }

    /** Epochs only. */
    private record Outside(Recorder recorder) implements FoldCallback {
        @Override
        public Set<FoldHook> hooks() {
            return Set.of(
                    FoldHook.ON_TRAIN_EPOCH_START_PER_FOLD,
                    FoldHook.ON_TRAIN_EPOCH_END_PER_FOLD,
                    FoldHook.ON_VALIDATION_START_PER_FOLD,
                    FoldHook.ON_VALIDATION_END_PER_FOLD);
        }

        @Override
        public FoldWatcher watch(int fold) {
            return recorder.watch(fold);
        }
    }

    @Test
    void foldsSideBySideInOneProgramAreWatchedEpochByEpoch() {
        Recorder recorder = new Recorder(FOLDS);
        run(FoldWork.plain().withCallback(new Outside(recorder)), 1, FOLDS);
        for (int fold = 0; fold < FOLDS; fold++) {
            assertThat(recorder.of(fold))
                    .containsExactly(
                            "  on_train_epoch_start_per_fold 0",
                            "  on_train_epoch_end_per_fold 0, weight 40",
                            "  on_validation_start_per_fold 0",
                            "  on_validation_end_per_fold 0",
                            "  on_train_epoch_start_per_fold 1",
                            "  on_train_epoch_end_per_fold 1, weight 40",
                            "  on_validation_start_per_fold 1",
                            "  on_validation_end_per_fold 1");
        }
    }

    @Test
    void nobodyIsShownAnEpochThatIsOnlyDoneAgain() {
        Recorder recorder = new Recorder(FOLDS);
        try (FoldSession session =
                FoldSession.open(1, RECIPE.with(FoldWork.plain().withCallback(recorder)), table)) {
            session.replay(List.of(new EpochOrder(0, 1e-2)));
            assertThat(recorder.of(1)).isEmpty();
            session.train(new EpochOrder(1, 1e-2));
            assertThat(recorder.of(1)).isNotEmpty();
        }
    }
}
