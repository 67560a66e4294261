package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Role;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.Round;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("djl")
class FoldSessionTest {
    private static final int FOLDS = 3;
    private static final FoldRecipe RECIPE = new FoldRecipe(
            new ModelRecipe(new Mlp(List.of(16), 0.5), Loss.CROSS_ENTROPY, Adam.of(1e-2), 32),
            Split.kFold(FOLDS, false, true),
            Scaling.STANDARD,
            Metrics.forClasses(),
            Seed.root(5));

    private static DeviceTable table;

    @BeforeAll
    static void ship(@TempDir Path folder) throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(400, 6, 3, FOLDS + 1).write(folder);
        table = DeviceTable.load(folder, card, "cpu");
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static EpochOrder epoch(int number) {
        return new EpochOrder(number, 1e-2);
    }

    private static List<Round> rounds(int threads, int epochs) {
        return rounds(threads, 1, epochs);
    }

    private static List<Round> rounds(int threads, int width, int epochs) {
        List<FoldSession> sessions = new ArrayList<>();
        List<Round> rounds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            sessions.add(FoldSession.open(fold, RECIPE, table));
        }
        try (LocalFoldGroup group =
                new LocalFoldGroup(FOLDS, new DeviceShare(threads, width, FOLDS), sessions::get, timing -> {})) {
            for (int number = 0; number < epochs; number++) {
                rounds.add(group.trainEpoch(epoch(number)));
            }
        }
        sessions.forEach(FoldSession::close);
        return rounds;
    }

    @Test
    void foldsThatTrainSideBySideReportWhatTheyReportAlone() {
        assertThat(rounds(3, 4)).isEqualTo(rounds(1, 4));
    }

    @Test
    void foldsInOneProgramReportWhatTheyReportAloneToRounding() {
        List<Round> alone = rounds(1, 4);
        for (int width : new int[] {2, 3, 7}) {
            List<Round> together = rounds(2, width, 4);
            assertThat(together).isEqualTo(rounds(1, width, 4));
            for (int epoch = 0; epoch < 4; epoch++) {
                for (String measure : alone.get(epoch).measures()) {
                    assertThat(together.get(epoch).values(measure).toArray())
                            .containsExactly(alone.get(epoch).values(measure).toArray(), within(1e-5));
                }
            }
        }
    }

    @Test
    void foldsThatLeaveAndComeBackReportWhatTheyReportWhereTheyStay() {
        List<Map<String, HostTensor>> waiting = new ArrayList<>();
        FoldSession[] here = new FoldSession[1];
        int[] epochs = new int[FOLDS];
        for (int fold = 0; fold < FOLDS; fold++) {
            try (FoldSession session = FoldSession.open(fold, RECIPE, table)) {
                waiting.add(session.state());
            }
        }
        List<Round> rounds = new ArrayList<>();
        try (LocalFoldGroup group = new LocalFoldGroup(
                FOLDS,
                new DeviceShare(2, 1, 1),
                fold -> {
                    leave(here, waiting, epochs);
                    here[0] = FoldSession.resume(fold, RECIPE, table, waiting.get(fold), epochs[fold]);
                    return here[0];
                },
                timing -> {})) {
            for (int number = 0; number < 4; number++) {
                rounds.add(group.trainEpoch(epoch(number)));
            }
        }
        leave(here, waiting, epochs);
        assertThat(rounds).isEqualTo(rounds(1, 4));
    }

    private static void leave(FoldSession[] here, List<Map<String, HostTensor>> waiting, int[] epochs) {
        if (here[0] != null) {
            waiting.set(here[0].fold(), here[0].state());
            epochs[here[0].fold()] = here[0].epochs();
            here[0].close();
        }
    }

    @Test
    void foldsLearn() {
        List<Round> rounds = rounds(2, 15);
        assertThat(rounds.get(14).mean("val_loss")).isLessThan(rounds.get(0).mean("val_loss"));
        assertThat(rounds.get(14).mean("train_loss")).isLessThan(rounds.get(0).mean("train_loss"));
        assertThat(rounds.get(0).measures())
                .containsExactly("train_accuracy", "train_loss", "val_accuracy", "val_loss", "val_macro_f1");
    }

    @Test
    void aSessionThatFollowsTheSameOrdersAnewIsTheSessionThatWasLost() {
        try (FoldSession kept = FoldSession.open(1, RECIPE, table);
                FoldSession again = FoldSession.open(1, RECIPE, table)) {
            List<EpochOrder> past = List.of(epoch(0), epoch(1), epoch(2));
            past.forEach(kept::train);
            again.replay(past);
            EpochReport expected = kept.train(epoch(3));
            assertThat(again.train(epoch(3))).isEqualTo(expected);
            assertThat(floats(again.weights())).isEqualTo(floats(kept.weights()));
        }
    }

    private static Map<String, List<Float>> floats(SortedMap<String, HostTensor> tensors) {
        Map<String, List<Float>> values = new java.util.TreeMap<>();
        tensors.forEach((name, tensor) -> {
            List<Float> list = new ArrayList<>();
            for (float value : tensor.toFloats()) {
                list.add(value);
            }
            values.put(name, list);
        });
        return values;
    }

    @Test
    void aSessionThatStoppedHalfWayThroughAnEpochFollowsNoFurtherOrder() {
        try (FoldSession session = FoldSession.open(1, RECIPE, table)) {
            // so small that no weight moves, which the model takes for broken natives after the pass
            assertThatThrownBy(() -> session.train(new EpochOrder(0, 1e-40))).hasMessageContaining("moved");
            assertThat(session.halfTrained()).isTrue();
            assertThatThrownBy(() -> session.train(epoch(0))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aGroupIsClosedOnlyWhenNoFoldTrainsAnyMore() {
        List<FoldSession> sessions = List.of(FoldSession.open(0, RECIPE, table), FoldSession.open(1, RECIPE, table));
        try {
            LocalFoldGroup group = new LocalFoldGroup(2, DeviceShare.ofThreads(2), sessions::get, timing -> {});
            assertThatThrownBy(() -> group.trainEpoch(new EpochOrder(0, 1e-40))).hasMessageContaining("moved");
            group.close();
            assertThat(Thread.getAllStackTraces()).noneSatisfy((thread, frames) -> {
                assertThat(thread.getName()).startsWith("foldsync-fold-");
                assertThat(frames).anyMatch(frame -> frame.getClassName().startsWith("io.foldsync."));
            });
        } finally {
            sessions.forEach(FoldSession::close);
        }
    }

    @Test
    void everyFoldStartsFromItsOwnWeights() {
        try (FoldSession first = FoldSession.open(0, RECIPE, table);
                FoldSession second = FoldSession.open(1, RECIPE, table)) {
            assertThat(floats(first.weights())).isNotEqualTo(floats(second.weights()));
        }
    }

    @Test
    void heldOutRowsAreMeasuredOnRequestAndNeverTrainedOrValidatedOn() {
        try (FoldSession session = FoldSession.open(0, RECIPE, table)) {
            session.train(epoch(0));
            assertThat(session.score(Role.TEST, "test_")).containsKeys("test_loss", "test_accuracy");
            int[] held = table.rows(new int[] {FOLDS});
            assertThat(session.validationRows()).doesNotContain(held);
        }
    }

    @Test
    void anOrderForAnotherEpochIsRefused() {
        try (FoldSession session = FoldSession.open(0, RECIPE, table)) {
            assertThatThrownBy(() -> session.train(epoch(1)))
                    .hasMessageContaining("fold 0 stands before epoch 0")
                    .hasMessageContaining("epoch 1");
        }
    }
}
