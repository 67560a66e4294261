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
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Sgd;
import io.foldsync.random.Seed;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.FoldRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
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

    private static EpochReport train(ResidentRun run, EpochOrder order) {
        return run.train(0, List.of(), order, "cpu", timing -> {});
    }

    @Test
    void aTaskThatComesAfterTheEndOfItsRunDoesNotBringItBack() {
        int before = ResidentRuns.count();
        ResidentRun run = ResidentRuns.of(recipe);
        train(run, FIRST);
        assertThat(ResidentRuns.evict(recipe.runId())).isTrue();
        assertThatThrownBy(() -> train(run, new EpochOrder(1, 1e-2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ResidentRuns.of(recipe)).isInstanceOf(IllegalStateException.class);
        assertThat(ResidentRuns.count()).isEqualTo(before);
    }
}
