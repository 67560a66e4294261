package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Safetensors;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.FoldRecovery;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Sgd;
import io.foldsync.random.Seed;
import io.foldsync.spark.checkpoint.CheckpointCard;
import io.foldsync.spark.checkpoint.CheckpointFolder;
import io.foldsync.spark.checkpoint.Particulars;
import io.foldsync.spark.checkpoint.Progress;
import io.foldsync.spark.checkpoint.Seal;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fold as it was after an earlier epoch: from the nearest checkpoint before, and from the seed without one. */
class WayBackTest extends LocalSpark {
    private static final List<EpochOrder> ORDERS =
            IntStream.range(0, 6).mapToObj(epoch -> new EpochOrder(epoch, 1e-2)).toList();
    private static final Particulars PARTICULARS = Particulars.none().with("seed", 1);

    private RunRecipe recipe;
    private CheckpointFolder folder;

    WayBackTest() {
        spark(); // tables are looked for below Spark's folder
    }

    @BeforeEach
    void ship(@TempDir Path directory) throws IOException {
        DatasetCard card = TestTables.classes(120, 4, 3, 3).write(directory);
        FoldRecipe fold = new FoldRecipe(
                new ModelRecipe(
                        new Mlp(List.of(8), 0.5),
                        Loss.CROSS_ENTROPY,
                        Sgd.of(1e-2).withMomentum(0.9),
                        16),
                Split.kFold(3),
                Scaling.NONE,
                Metrics.forClasses(),
                Seed.root(1));
        CheckpointPlace place = new CheckpointPlace(
                directory.resolve("checkpoints").toUri().toString(),
                directory.resolve("_staging").toUri().toString(),
                PARTICULARS.digest());
        recipe = new RunRecipe(
                UUID.randomUUID().toString(),
                fold,
                new ShardedData(directory.toUri().toString(), card, fold.split(), "split", "3-fold", 0),
                DeviceUse.of(DeviceChoice.CPU),
                new SerializableConfiguration(new Configuration()),
                place);
        folder = place.folder(new Configuration());
    }

    private static SortedMap<String, HostTensor> state(ResidentRun run, int epochs) {
        return run.task(List.of(1), "cpu").use(1, ORDERS.subList(0, epochs), FoldSession::state);
    }

    /** Only of fold 1: the others are not asked for. */
    private void checkpoint(ResidentRun run, int epochs) throws IOException {
        SortedMap<String, HostTensor> state = state(run, epochs);
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("fold", "1");
        metadata.put("epochs", String.valueOf(epochs));
        List<Seal> seals = new ArrayList<>();
        for (int fold = 0; fold < 3; fold++) {
            String name = CheckpointCard.foldFile(fold);
            seals.add(Seal.write(
                    folder.files(),
                    folder.draft(name),
                    new org.apache.hadoop.fs.Path(folder.of(epochs), name),
                    out -> Safetensors.write(out, state, metadata)));
        }
        folder.commit(
                new Progress(io.foldsync.spark.checkpoint.Histories.of(epochs, 3), List.of()), PARTICULARS, seals);
    }

    @Test
    void anEarlierEpochIsHadFromTheNearestCheckpointAndALaterOneNeverFromAnOldSession() throws IOException {
        List<SortedMap<String, HostTensor>> straight = new ArrayList<>();
        try (ResidentRun run = new ResidentRun(recipe)) {
            for (int epochs = 0; epochs <= 6; epochs++) {
                straight.add(state(run, epochs));
            }
            assertThat(run.recoveries()).extracting(FoldRecovery::repeated).containsExactly(1, 1, 1, 1, 1, 1);
            assertThat(state(run, 5)).isEqualTo(straight.get(5));
            assertThat(run.recoveries()).singleElement().satisfies(told -> assertThat(told.repeated())
                    .isEqualTo(5));
            checkpoint(run, 5);
            checkpoint(run, 2);
            assertThat(state(run, 4)).isEqualTo(straight.get(4));
            assertThat(run.recoveries()).contains(recovered(4, 2, 2));
            assertThat(state(run, 6)).isEqualTo(straight.get(6));
            assertThat(run.recoveries()).containsExactly(recovered(6, 5, 1));
            assertThat(state(run, 1)).isEqualTo(straight.get(1));
            assertThat(run.recoveries()).containsExactly(recovered(1, 0, 1));
        }
        try (ResidentRun anew = new ResidentRun(recipe)) {
            assertThat(state(anew, 5)).isEqualTo(straight.get(5));
            assertThat(anew.recoveries()).isEmpty();
        }
    }

    private static FoldRecovery recovered(int epochs, int restored, int repeated) {
        return new FoldRecovery(1, epochs, restored, repeated, Place.here().toString());
    }
}
