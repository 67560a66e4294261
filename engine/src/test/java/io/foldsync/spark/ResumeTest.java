package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Safetensors;
import io.foldsync.data.Scaling;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.AdamW;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.MemoryPlan;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Network;
import io.foldsync.nn.Precision;
import io.foldsync.nn.Steps;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cut goes on from its last checkpoint, and nobody can tell from what it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest extends LocalSpark {
    private static final int EPOCHS = 4;

    /** Momentum of two kinds, averaged weights and dropout: whatever is forgotten changes the numbers. */
    private static final Training TRAINING = training(new Mlp(List.of(16), 0.5));

    private final Path folder;
    private Path whole = Path.of("");

    /** Bytes for one of the three folds at a time. */
    private long narrow;

    ResumeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Training training(Network network) {
        return Training.of(network)
                .withOptimizer(AdamW.of(3e-3))
                .withSteps(new Steps(2, 1, 5, true, 0.9, Precision.FLOAT32))
                .withScaling(Scaling.STANDARD)
                .withEpochs(EPOCHS);
    }

    private static CrossValidation run(Dataset<Row> rows, Training training, Path output) {
        return CrossValidation.of(rows, TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(3))
                .seed(7)
                .checkpoints(CheckpointPlan.everyEpochs(1).withKept(EPOCHS, 0))
                .resume(Resume.AUTO)
                .output(output.toString());
    }

    private static CrossValidation run(Path output) {
        return run(Digits.rows(spark()), TRAINING, output);
    }

    @BeforeAll
    void aRunThatWasNeverCut() {
        whole = folder.resolve("whole");
        DatasetCard data = run(whole).run().data();
        ModelRecipe recipe = new ModelRecipe(
                TRAINING.architecture(),
                TRAINING.lossFor(data.target()),
                TRAINING.optimizer(),
                TRAINING.steps(),
                TRAINING.batchRows());
        narrow = MemoryPlan.of(recipe, data).bytes(1, 1);
    }

    @AfterAll
    void nothingIsLeftOfAnyRun() throws IOException {
        assertThat(ResidentRuns.count()).isZero();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.contains("attempt") || name.endsWith(".part"));
        }
    }

    private Path cut(String name, int epochs) throws IOException {
        return RunFiles.cut(whole, folder.resolve(name), epochs);
    }

    private static ErrorCode refused(CrossValidation run, String message) {
        FoldSyncException[] stops = new FoldSyncException[1];
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(FoldSyncException.class, stop -> stops[0] = stop)
                .hasMessageContaining(message);
        assertThat(stops[0].exitCode()).isEqualTo(ExitCode.OUTPUT);
        return stops[0].faults().get(0).code();
    }

    @Test
    void aRunLeavesItsCheckpointsWhenItIsAskedTo() throws IOException {
        Map<String, String> files = RunFiles.equalOnes(whole);
        assertThat(files)
                .containsKeys("history.csv", "models/fold-2.safetensors", "predictions.parquet/part-00000.parquet");
        assertThat(whole.resolve("_UNFINISHED")).doesNotExist();
        assertThat(whole.resolve("checkpoints/last")).hasContent("epoch-0004\n");
        Safetensors last = Safetensors.map(whole.resolve("checkpoints/epoch-0004/fold-1.safetensors"));
        Safetensors model = Safetensors.map(whole.resolve("models/fold-1.safetensors"));
        assertThat(last.names()).containsAll(model.names());
        for (String name : model.names()) {
            assertThat(last.tensor(name).shape()).isEqualTo(model.tensor(name).shape());
        }
    }

    @Test
    void whereverItWasCutTheRunEndsWithTheSameBytes() throws IOException {
        for (int epochs : new int[] {0, 1, EPOCHS}) {
            Path output = cut("cut-" + epochs, epochs);
            CrossValidationResult result = run(output).run();
            assertThat(RunFiles.equalOnes(output)).isEqualTo(RunFiles.equalOnes(whole));
            assertThat(result.history().epochs()).isEqualTo(EPOCHS);
            assertThat(result.timings()).hasSize(3 * EPOCHS);
            assertThat(output.resolve("checkpoints/epoch-0004/checkpoint.json")).exists();
            assertThat(output.resolve("recoveries.csv")).doesNotExist();
        }
    }

    @Test
    void soDoesANetworkThatIsNotCompiled() throws IOException {
        Training training = training(new DenseBlock(Map.of("hidden", "16"))).withEpochs(3);
        Path uncut = folder.resolve("block");
        run(Digits.rows(spark()), training, uncut).run();
        Path output = RunFiles.cut(uncut, folder.resolve("block-cut"), 1);
        run(Digits.rows(spark()), training, output).run();
        assertThat(RunFiles.equalOnes(output)).isEqualTo(RunFiles.equalOnes(uncut));
    }

    @Test
    void aDamagedCheckpointIsPassedOverForAnOlderOneAlsoByFoldsThatTakeTurnsOnTheDevice() throws IOException {
        Path output = cut("damaged", 3);
        Files.writeString(output.resolve("checkpoints/epoch-0003/fold-1.safetensors"), "damaged");
        run(output).deviceMemory(narrow).run();
        assertThat(RunFiles.equalOnes(output)).isEqualTo(RunFiles.equalOnes(whole));
        assertThat(Files.size(output.resolve("checkpoints/epoch-0003/fold-1.safetensors")))
                .isGreaterThan(1000);
    }

    @Test
    void whoDoesNotAskForItIsRefusedAndToldHow() throws IOException {
        Path output = cut("unasked", 2);
        assertThat(refused(run(output).resume(Resume.NEVER), "Let the run go on with --resume auto"))
                .isEqualTo(ErrorCode.OUTPUT_EXISTS);
        assertThat(output.resolve("history.csv")).hasContent("an old one");
    }

    @Test
    void anotherRunIsRefusedWithAllThatDiffers() throws IOException {
        Path output = cut("other", 2);
        CrossValidation other = run(Digits.rows(spark()).limit(1700), TRAINING.withBatchRows(32), output)
                .seed(8)
                .splitter(StratifiedKFold.of(4));
        assertThatThrownBy(other::run)
                .hasMessageContainingAll(
                        "seed is 8 and was 7",
                        "folds is 4 and was 3",
                        "data.fingerprint is ",
                        "split.fingerprint is ",
                        "training.course.batchRows is 32 and was 64")
                .isInstanceOfSatisfying(FoldSyncException.class, stop -> assertThat(stop.exitCode())
                        .isEqualTo(ExitCode.OUTPUT));
        assertThat(output.resolve("checkpoints/epoch-0002/checkpoint.json")).exists();
    }

    @Test
    void aFinishedRunIsLeftAsItIs() throws IOException {
        Map<String, String> before = RunFiles.equalOnes(whole);
        assertThat(FinishedRun.at(whole.toString(), new Configuration())).isTrue();
        assertThat(refused(run(whole), "a finished run is there")).isEqualTo(ErrorCode.OUTPUT_EXISTS);
        assertThat(RunFiles.equalOnes(whole)).isEqualTo(before);
    }

    @Test
    void aDirectoryThatNoRunHasBegunIsNotTouched() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("thesis.tex"), "years of work");
        assertThat(FinishedRun.at(home.toString(), new Configuration())).isFalse();
        assertThat(refused(run(home), "it exists and is not an empty directory"))
                .isEqualTo(ErrorCode.OUTPUT_EXISTS);
        assertThat(home.resolve("thesis.tex")).hasContent("years of work");
    }

    @Test
    void byDefaultASuccessfulRunLeavesNoCheckpoints() throws IOException {
        Path output = folder.resolve("defaults");
        run(Digits.rows(spark()), TRAINING.withEpochs(1), output)
                .checkpoints(CheckpointPlan.everyEpochs(1).withKeptAfterSuccess(false))
                .run();
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve("checkpoints")).doesNotExist();
    }
}
