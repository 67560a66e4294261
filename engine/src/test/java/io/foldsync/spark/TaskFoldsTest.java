package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.random.Seed;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldSession;
import io.foldsync.train.LocalFoldGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five folds of width 3, which are a team of 2 and one of 3, in the executors of a cluster that is not there. */
class TaskFoldsTest extends LocalSpark {
    private static final int FOLDS = 5;
    private static final List<Integer> PAIR = List.of(0, 1);
    private static final List<Integer> TRIPLE = List.of(2, 3, 4);
    private static final List<EpochOrder> ORDERS =
            List.of(new EpochOrder(0, 1e-2), new EpochOrder(1, 1e-2), new EpochOrder(2, 5e-3));

    private static DatasetCard card;
    private static Path folder;
    private static DeviceTable table;
    private static FoldRecipe recipe;
    private static List<List<EpochReport>> undisturbed;

    @BeforeAll
    static void ship(@TempDir Path shards) throws IOException {
        spark(); // tables are looked for below Spark's folder
        folder = shards;
        card = TestTables.classes(400, 6, 3, FOLDS).write(shards);
        recipe = new FoldRecipe(
                new ModelRecipe(new Mlp(List.of(32, 16), 0.5), Loss.CROSS_ENTROPY, Adam.of(1e-2), 32),
                Split.kFold(FOLDS),
                Scaling.STANDARD,
                Metrics.forClasses(),
                Seed.root(3));
        Natives.start();
        table = DeviceTable.load(shards, card, "cpu");
        undisturbed = local(3);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static ResidentRun run(int width) {
        return new ResidentRun(new RunRecipe(
                UUID.randomUUID().toString(),
                recipe,
                new ShardedData(folder.toUri().toString(), card, recipe.split(), "split", "5-fold", 0),
                new DeviceUse(DeviceChoice.CPU, width, 0),
                new SerializableConfiguration(new Configuration())));
    }

    /** What a local master reports, epoch by epoch. */
    private static List<List<EpochReport>> local(int width) {
        List<FoldSession> sessions = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            sessions.add(FoldSession.open(fold, recipe, table));
        }
        try (LocalFoldGroup group =
                new LocalFoldGroup(FOLDS, new DeviceShare(2, width, FOLDS), sessions::get, timing -> {})) {
            return ORDERS.stream()
                    .map(order -> group.trainEpoch(order).reports())
                    .toList();
        } finally {
            sessions.forEach(FoldSession::close);
        }
    }

    /** What a task reports in an epoch. */
    private static List<EpochReport> train(ResidentRun run, List<Integer> folds, int epoch) {
        return run.task(folds, "cpu").train(ORDERS.subList(0, epoch), ORDERS.get(epoch), 2, timing -> {});
    }

    private static List<EpochReport> expected(List<Integer> folds, int epoch) {
        return folds.stream().sorted().map(undisturbed.get(epoch)::get).toList();
    }

    private static void isUndisturbed(ResidentRun run, List<Integer> folds, int from) {
        for (int epoch = from; epoch < ORDERS.size(); epoch++) {
            assertThat(train(run, folds, epoch)).isEqualTo(expected(folds, epoch));
        }
    }

    /** Without this the others could not fail. */
    @Test
    void foldsAloneOrInOtherTeamsRoundOtherwise() {
        assertThat(local(1)).isNotEqualTo(undisturbed);
        assertThat(local(5)).isNotEqualTo(undisturbed);
    }

    @Test
    void tasksReportWhatALocalMasterDoes() {
        try (ResidentRun here = run(3);
                ResidentRun there = run(3);
                ResidentRun alone = run(3)) {
            isUndisturbed(here, PAIR, 0);
            isUndisturbed(there, TRIPLE, 0);
            isUndisturbed(alone, List.of(2, 3, 4, 0, 1), 0);
        }
    }

    @Test
    void aTeamWhoseExecutorIsLostFollowsItsOrdersTogetherElsewhere() {
        try (ResidentRun elsewhere = run(3)) {
            isUndisturbed(elsewhere, TRIPLE, 2);
        }
    }

    @Test
    void aTeamOfWhichOneIsLostFollowsItsOrdersAgainTogether() {
        try (ResidentRun run = run(3)) {
            train(run, TRIPLE, 0);
            lose(run, 3);
            isUndisturbed(run, TRIPLE, 1);
        }
    }

    @Test
    void aTeamOfWhichOneWaitedOutsideGoesOnTogether(@TempDir Path waiting) {
        try (ResidentRun run = run(3)) {
            train(run, TRIPLE, 0);
            for (int fold : TRIPLE) {
                ResidentFold resident = run.resident(fold);
                resident.lock.lock();
                try {
                    resident.waitIn(waiting);
                } finally {
                    resident.lock.unlock();
                }
            }
            isUndisturbed(run, TRIPLE, 1);
        }
    }

    @Test
    void aTeamThatIsRetriedAfterHalfAnEpochReportsWhatAnUndisturbedOneDoes() {
        try (ResidentRun run = run(3)) {
            train(run, TRIPLE, 0);
            EpochOrder failing = new EpochOrder(1, 0.5);
            assertThatThrownBy(() -> run.task(TRIPLE, "cpu").train(ORDERS.subList(0, 1), failing, 1, timing -> {
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
            isUndisturbed(run, TRIPLE, 1);
        }
    }

    @Test
    void reportsThatTheDriverNeverSawAreGivenAgain() {
        try (ResidentRun run = run(3)) {
            List<EpochReport> first = train(run, TRIPLE, 0);
            assertThat(train(run, TRIPLE, 0)).isEqualTo(first);
            isUndisturbed(run, TRIPLE, 1);
        }
    }

    @Test
    void aFoldThatIsUsedAfterItsExecutorIsLostIsTheOneThatTrainedInItsTeam() {
        try (ResidentRun trained = run(3);
                ResidentRun elsewhere = run(3)) {
            for (int epoch = 0; epoch < ORDERS.size(); epoch++) {
                train(trained, TRIPLE, epoch);
            }
            assertThat(weights(elsewhere)).isEqualTo(weights(trained));
        }
    }

    private static Map<String, String> weights(ResidentRun run) {
        return run.task(TRIPLE, "cpu").use(4, ORDERS, session -> {
            Map<String, String> values = new HashMap<>();
            for (Map.Entry<String, HostTensor> tensor : session.weights().entrySet()) {
                values.put(tensor.getKey(), Arrays.toString(tensor.getValue().toFloats()));
            }
            return values;
        });
    }

    private static void lose(ResidentRun run, int fold) {
        ResidentFold resident = run.resident(fold);
        resident.lock.lock();
        try {
            resident.leave();
        } finally {
            resident.lock.unlock();
        }
    }
}
