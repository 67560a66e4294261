package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The same command line again and again, as a scheduler gives it. */
@Tag("spark")
class ResumeJobTest {
    private static final Path DIGITS = Path.of("../conf/data/digits.csv").toAbsolutePath();
    private static final String JOB =
            """
            data: { path: %s, label: label }
            folds: { k: 2 }
            model: { architecture: mlp, hidden: [8] }
            training: { epochs: 3 }
            run: { checkpoint: { everyEpochs: 1, keepLast: 3 } }
            output: %s
            """;

    private static Outcome run(Path job, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--config", job.toString()));
        arguments.addAll(List.of(more));
        return CrossValidate.run(
                new SparkJobRunner(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    }

    @Test
    void aJobBeginsGoesOnOrIsDone(@TempDir Path folder) throws IOException {
        Path output = folder.resolve("out");
        Path job = Files.writeString(folder.resolve("job.yaml"), JOB.formatted(DIGITS, output));
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .getOrCreate()) {
            assertThat(spark.version()).isNotEmpty();
            assertThat(run(job, "--resume", "auto")).isEqualTo(Outcome.SUCCESS);
            String history = Files.readString(output.resolve("history.csv"));
            assertThat(output.resolve("checkpoints/epoch-0003/checkpoint.json")).exists();

            Files.writeString(output.resolve("result.txt"), "touched by nobody");
            assertThat(run(job, "--resume", "auto")).isEqualTo(Outcome.SUCCESS);
            assertThat(output.resolve("result.txt")).hasContent("touched by nobody");
            assertThat(run(job).exitCode()).isEqualTo(ExitCode.OUTPUT);

            Files.delete(output.resolve("_SUCCESS"));
            Files.createFile(output.resolve("_UNFINISHED"));
            Files.delete(output.resolve("checkpoints/epoch-0003/checkpoint.json"));
            Outcome unasked = run(job);
            assertThat(unasked.exitCode()).isEqualTo(ExitCode.OUTPUT);
            assertThat(unasked.lines()).singleElement().asString().contains("--resume auto");
            Outcome other = run(job, "--resume", "auto", "--set", "training.lr=0.5");
            assertThat(other.exitCode()).isEqualTo(ExitCode.OUTPUT);
            assertThat(other.lines()).singleElement().asString().contains("training.optimizer.lr is 0.5 and was 0.001");

            assertThat(run(job, "--resume", "auto")).isEqualTo(Outcome.SUCCESS);
            assertThat(output.resolve("history.csv")).hasContent(history);
            assertThat(Files.readString(output.resolve("result.txt"))).contains("val_loss");
        }
    }
}
