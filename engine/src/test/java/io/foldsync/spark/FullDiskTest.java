package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.Mlp;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room for checkpoints, from the second epoch on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTest extends LocalSpark {
    private static final int EPOCHS = 4;

    private final Path folder;
    private Map<String, String> expected = Map.of();

    FullDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void aRunWithRoom() throws IOException {
        FullDisk.mount(spark().sparkContext().hadoopConfiguration());
        Path roomy = folder.resolve("roomy");
        run(roomy, 0).run();
        expected = RunFiles.equalOnes(roomy);
        assertThat(expected).containsKey("history.csv");
        assertThat(names(roomy.resolve("checkpoints"))).hasSize(EPOCHS + 2);
    }

    @AfterEach
    void makeRoom() {
        FullDisk.full(false);
    }

    private CrossValidation run(Path output, int roomAgainAfter) {
        return CrossValidation.of(
                        Digits.rows(spark()),
                        TableSpec.defaults(),
                        Training.of(new Mlp(List.of(16), 0.5)).withEpochs(EPOCHS))
                .splitter(StratifiedKFold.of(3))
                .checkpoints(CheckpointPlan.everyEpochs(1).withKept(EPOCHS, 0))
                .view(filling(roomAgainAfter))
                .output("full://" + output);
    }

    /** Fills the disk after the first checkpoint, as another program might, and empties it later. */
    private static RunView filling(int roomAgainAfter) {
        return new RunView() {
            @Override
            public void started(RunHeader header) {}

            @Override
            public void met(Round round, List<FoldTiming> timings) {
                FullDisk.full(round.epoch() > 0 && round.epoch() + 1 < roomAgainAfter);
            }

            @Override
            public void finished(History history, StopReason reason) {}
        };
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRunWhoseCheckpointsDoNotFitGoesOnAndFindsTheSame() throws IOException {
        Path output = folder.resolve("tight");
        run(output, 4).run();
        assertThat(names(output.resolve("checkpoints"))).containsExactly("best", "epoch-0001", "epoch-0004", "last");
        assertThat(RunFiles.equalOnes(output)).isEqualTo(expected);
    }

    @Test
    void whoRequiresCheckpointsIsStoppedLosesNothingAndGoesOnLater() throws IOException {
        Path output = folder.resolve("required");
        CrossValidation run = run(output, EPOCHS + 9);
        run.checkpoints(CheckpointPlan.everyEpochs(1).withKept(EPOCHS, 0).withRequired(true));
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(FoldSyncException.class, stop -> assertThat(stop.exitCode())
                        .isEqualTo(ExitCode.OUTPUT))
                .hasMessageContaining("No space left on device");
        assertThat(names(output))
                .contains("_UNFINISHED", "checkpoints")
                .doesNotContain("_SUCCESS", "_staging", "models");
        assertThat(names(output.resolve("checkpoints"))).containsExactly("best", "epoch-0001", "last");

        FullDisk.full(false);
        run(output, 0).resume(Resume.AUTO).run();
        assertThat(RunFiles.equalOnes(output)).isEqualTo(expected);
    }
}
