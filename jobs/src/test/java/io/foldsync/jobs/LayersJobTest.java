package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that only its configuration describes, from a table to a score. */
@Tag("spark")
class LayersJobTest {
    private static final Path DIGITS = Path.of("../conf/data/digits.csv").toAbsolutePath();
    private static final String JOB =
            """
            data: { path: %s, label: label, shape: [8, 8], scaling: { fixed: { mean: 0, std: 16 } } }
            folds: { k: 2 }
            model:
              architecture: layers
              layers:
                - conv1d: { out: 16, kernel: 3, padding: 1, bias: false }
                - batchnorm1d
                - silu
                - concat: { branches: [[], [conv1d: { out: 16, kernel: 3, padding: 2, dilation: 2, groups: 2 }, relu]], dim: 1 }
                - groupnorm: 4
                - maxpool1d: { kernel: 3, stride: 2, padding: 1 }
                - reshape: [8, 4, 4]
                - convtranspose2d: { out: 4, kernel: 2, stride: 2 }
                - layernorm: { dimensions: 3 }
                - adaptiveavgpool2d: { height: 4 }
                - flatten
                - linear: { out: outputs }
            training: { epochs: 3, lr: 0.01 }
            output: %s
            loggers: [csv, tensorBoard: { publishSeconds: 5 }]
            """;

    @Test
    void aNetworkOfLinesAndBranchesLearnsTheDigits(@TempDir Path folder) throws IOException {
        Path job = Files.writeString(folder.resolve("job.yaml"), JOB.formatted(DIGITS, folder.resolve("out")));
        assertThat(accuracy(folder, job)).isGreaterThan(0.85);
        assertThat(Files.readAllLines(folder.resolve("out/epochs.csv"))).hasSize(1 + 3);
        assertThat(folder.resolve("out/tensorboard/fold-1")).isNotEmptyDirectory();
    }

    @Test
    void theShippedAugmentationRunsInBfloat16(@TempDir Path folder) throws IOException {
        Path job = Path.of("../conf/digits-augmented.yaml").toAbsolutePath();
        String[] fast = {"--set", "training.epochs=2", "--set", "folds.k=2", "--set", "training.precision=bfloat16"};
        assertThat(accuracy(folder, job, fast)).isGreaterThan(0.7);
        assertThat(Files.readString(folder.resolve("out/manifest.json"))).contains("shiftScaleRotate", "bfloat16");
    }

    private static double accuracy(Path folder, Path job, String... settings) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--config", job.toString()));
        arguments.addAll(List.of("--output", folder.resolve("out").toString()));
        arguments.addAll(List.of(settings));
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .getOrCreate();
        try {
            Outcome outcome = CrossValidate.run(
                    new SparkJobRunner(),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    arguments.toArray(String[]::new));
            assertThat(outcome.exitCode())
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo(ExitCode.OK);
        } finally {
            spark.stop();
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(folder.resolve("out/result.json")));
        return result.at("/measures/val_accuracy/mean").asDouble();
    }
}
