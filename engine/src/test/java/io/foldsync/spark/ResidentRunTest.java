package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Loss;
import io.foldsync.nn.MemoryPlan;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Sgd;
import io.foldsync.random.Seed;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.FoldRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkFiles;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentRunTest extends LocalSpark {
    private static final EpochOrder FIRST = new EpochOrder(0, 1e-2);

    /** So small that no weight moves, which the model takes for broken natives after the pass; momentum gathers. */
    private static final EpochOrder FAILING = new EpochOrder(0, 1e-40);

    private RunRecipe recipe;

    ResidentRunTest() {
        spark(); // tables are looked for below Spark's folder
    }

    @BeforeEach
    void ship(@TempDir Path folder) throws IOException {
        DatasetCard card = TestTables.classes(120, 4, 3, 3).write(folder);
        FoldRecipe fold = new FoldRecipe(
                new ModelRecipe(
                        new Mlp(List.of(8), 0), Loss.CROSS_ENTROPY, Sgd.of(1e-2).withMomentum(0.9), 16),
                Split.kFold(3),
                Scaling.NONE,
                Metrics.forClasses(),
                Seed.root(1));
        recipe = new RunRecipe(
                UUID.randomUUID().toString(),
                fold,
                new ShardedData(folder.toUri().toString(), card, fold.split(), "split", "3-fold", 0),
                DeviceUse.of(DeviceChoice.CPU),
                new SerializableConfiguration(new Configuration()));
    }

    @Test
    void aTaskThatIsRetriedAfterHalfAnEpochReportsWhatAnUndisturbedOneDoes() {
        try (ResidentRun disturbed = new ResidentRun(recipe);
                ResidentRun undisturbed = new ResidentRun(recipe)) {
            assertThatThrownBy(() -> train(disturbed, FAILING)).hasMessageContaining("weights that moved");
            assertThat(train(disturbed, FIRST)).isEqualTo(train(undisturbed, FIRST));
        }
    }

    @Test
    void foldsForWhichThereIsNoRoomWaitInFilesAndReportTheSame() throws IOException {
        long one = MemoryPlan.of(recipe.fold().model(), recipe.data().card()).bytes(1, 1);
        RunRecipe narrow = new RunRecipe(
                UUID.randomUUID().toString(),
                recipe.fold(),
                recipe.data(),
                new DeviceUse(DeviceChoice.CPU, 0, one),
                recipe.hadoop());
        Path waiting = Path.of(SparkFiles.getRootDirectory(), "foldsync-" + narrow.runId());
        try (ResidentRun roomy = new ResidentRun(recipe);
                ResidentRun crowded = new ResidentRun(narrow)) {
            assertThat(crowded.share("cpu", 1)).isEqualTo(new DeviceShare(1, 1, 1));
            List<EpochOrder> past = new ArrayList<>();
            for (int epoch = 0; epoch < 3; epoch++) {
                EpochOrder order = new EpochOrder(epoch, 1e-2);
                for (int fold = 0; fold < 3; fold++) {
                    assertThat(train(crowded, fold, past, order)).isEqualTo(train(roomy, fold, past, order));
                }
                past.add(order);
            }
            try (Stream<Path> files = Files.list(waiting)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .contains("waiting-fold-0.safetensors", "waiting-fold-1.safetensors")
                        .noneMatch(name -> name.endsWith(".writing"));
            }
        }
        assertThat(waiting).doesNotExist();
    }

    private static EpochReport train(ResidentRun run, EpochOrder order) {
        return train(run, 0, List.of(), order);
    }

    private static EpochReport train(ResidentRun run, int fold, List<EpochOrder> past, EpochOrder order) {
        return run.task(List.of(fold), "cpu")
                .train(past, order, 1, timing -> {})
                .get(0);
    }

    @Test
    void aTaskThatComesAfterTheEndOfItsRunDoesNotBringItBack() {
        int before = ResidentRuns.count();
        ResidentRun run = ResidentRuns.of(recipe);
        train(run, FIRST);
        assertThat(ResidentRuns.recipe(recipe.runId())).containsSame(recipe);
        assertThat(ResidentRuns.evict(recipe.runId())).isTrue();
        assertThat(ResidentRuns.recipe(recipe.runId())).isEmpty();
        assertThatThrownBy(() -> train(run, new EpochOrder(1, 1e-2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ResidentRuns.of(recipe)).isInstanceOf(IllegalStateException.class);
        assertThat(ResidentRuns.count()).isEqualTo(before);
    }
}
