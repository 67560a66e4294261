package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.DatasetCard;
import io.foldsync.error.ExitCode;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.TrainStep;
import io.foldsync.train.FoldCallback;
import io.foldsync.train.FoldHook;
import io.foldsync.train.FoldMoment;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldWatcher;
import io.foldsync.train.RunCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks and a training step that a configuration names. */
@Tag("spark")
class CallbacksJobTest {
    private static final Path DIGITS = Path.of("../conf/data/digits.csv").toAbsolutePath();
    private static final String JOB =
            """
            data: { path: %s, label: label, scaling: { fixed: { mean: 0, std: 16 } } }
            folds: { k: 2 }
            model: { architecture: mlp, hidden: [16] }
            training: { epochs: 2, lr: 0.01, %s }
            output: %s
            """;
    private static final String CALLBACKS =
            """
            callbacks:
              - modelSummary
              - learningRateMonitor
              - timer: { every: 2 }
              - throughputMonitor
              - memoryMonitor: {}
              - class: io.foldsync.jobs.CallbacksJobTest$Watch
                options: { name: mine }
            """;

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    /** A user's own, in both places. */
    public static final class Watch implements RunCallback, FoldCallback {
        private static final long serialVersionUID = 1L;

        private final String name;

        public Watch(Map<String, String> options) {
            this.name = options.getOrDefault("name", "");
        }

        @Override
        public void onTrainStart(FoldRecipe recipe, DatasetCard card) {
            SEEN.add(name + " start");
        }

        @Override
        public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
            SEEN.add(name + " epoch " + round.epoch() + ", timings " + timings.size());
        }

        @Override
        public Set<FoldHook> hooks() {
            return Set.of(FoldHook.ON_BEFORE_OPTIMIZER_STEP);
        }

        @Override
        public FoldWatcher watch(int fold) {
            return new FoldWatcher() {
                @Override
                public void onBeforeOptimizerStep(FoldMoment at, BatchView batch) {
                    if (batch.index() == 0) {
                        SEEN.add(name + " fold " + at.fold() + ", epoch " + at.epoch());
                    }
                }
            };
        }
    }

    /** A user's own step: weights stay where they are. */
    public static final class Idle implements TrainStep {
        private static final long serialVersionUID = 1L;

        @Override
        public void train(Batch batch) {
            batch.forward();
        }
    }

    @Test
    void whatAConfigurationNamesWatchesAndChangesNoByte(@TempDir Path folder) throws IOException {
        String plain = history(folder, "plain", "", "");
        assertThat(history(folder, "watched", "", CALLBACKS)).isEqualTo(plain);
        assertThat(SEEN)
                .containsExactlyInAnyOrder(
                        "mine start",
                        "mine fold 0, epoch 0",
                        "mine fold 1, epoch 0",
                        "mine epoch 0, timings 2",
                        "mine fold 0, epoch 1",
                        "mine fold 1, epoch 1",
                        "mine epoch 1, timings 2");
        String idle = history(folder, "idle", "step: { class: " + Idle.class.getName() + " }", "");
        assertThat(idle).isNotEqualTo(plain);
        assertThat(Files.readString(folder.resolve("idle/manifest.json"))).contains(Idle.class.getName());
    }

    private static String history(Path folder, String name, String step, String callbacks) throws IOException {
        Path out = folder.resolve(name);
        Path job = Files.writeString(folder.resolve(name + ".yaml"), JOB.formatted(DIGITS, step, out) + callbacks);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .getOrCreate();
        try {
            Outcome outcome = CrossValidate.run(
                    new SparkJobRunner(),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    "--config",
                    job.toString());
            assertThat(outcome.exitCode())
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo(ExitCode.OK);
            return Files.readString(out.resolve("history.csv"));
        } finally {
            spark.stop();
        }
    }
}
