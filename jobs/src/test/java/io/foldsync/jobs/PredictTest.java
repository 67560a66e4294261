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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From a finished run to predictions of new rows, by the command line. */
@Tag("spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictTest {
    private final Path folder;
    private final SparkSession spark;
    private final Path run;
    private final Path rows;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int outputs;

    PredictTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.spark = SparkSession.builder()
                .master("local[2]")
                .appName("predict")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        this.rows = Files.writeString(
                folder.resolve("rows.csv"), BadInput.table(BadInput::good).replace(",", ";"));
        this.run = folder.resolve("run");
        Path job = Files.writeString(
                folder.resolve("job.yaml"),
                """
                data: { path: rows.csv, label: label, id: id, features: [a, b], options: { sep: ";" } }
                folds: { k: 3 }
                model: { architecture: mlp, hidden: [4] }
                training: { epochs: 1 }
                refit: true
                output: %s
                """
                        .formatted(run));
        Outcome trained = CrossValidate.run(new SparkJobRunner(), print(), "--config", job.toString());
        assertThat(trained.exitCode()).as(told()).isEqualTo(ExitCode.OK);
    }

    @AfterAll
    void stop() {
        spark.stop();
    }

    @Test
    void newRowsAreReadAsTheRunReadItsOwnAndAnsweredByAllFolds() {
        Path output = predicted();
        Dataset<Row> answers =
                spark.read().parquet(output.resolve("predictions.parquet").toString());
        assertThat(answers.columns())
                .containsExactly("id", "a", "b", "label", "y", "w", "part", "prediction", "probability");
        assertThat(answers.count()).isEqualTo(BadInput.ROWS);
        assertThat(answers.select("prediction").distinct().collectAsList())
                .allMatch(row -> "xyz".contains(row.getString(0)));
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve("_staging")).doesNotExist();
    }

    @Test
    void csvHasAColumnForEachClass() throws IOException {
        Path output = predicted("--as", "csv", "--use", "refit");
        Dataset<Row> answers = spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(output.resolve("predictions.csv").toString());
        assertThat(answers.columns()).endsWith("prediction", "probability_x", "probability_y", "probability_z");
        assertThat(answers.where("abs(probability_x + probability_y + probability_z - 1) < 1e-9")
                        .count())
                .isEqualTo(BadInput.ROWS);
    }

    @Test
    void whatIsWrongIsToldWithItsCode() throws IOException {
        assertWrong(ExitCode.USAGE, List.of("--use", "fold-7"), "--use fold-7", "ensemble, fold-0", "refit");
        assertWrong(ExitCode.USAGE, List.of("--as", "xlsx"), "--as");
        assertWrong(ExitCode.DATA, List.of("--data", "nowhere.csv"), "nowhere.csv: no such file");
        Path other = Files.writeString(folder.resolve("other.csv"), "a;c\n1;2\n");
        assertWrong(ExitCode.DATA, List.of("--data", other.toString()), "no column 'b'", "nearest");
        Path text = Files.writeString(folder.resolve("text.csv"), "a;b\n1;x\n");
        assertWrong(ExitCode.DATA, List.of("--data", text.toString()), "feature column 'b'", "string");
        Path holes = Files.writeString(folder.resolve("holes.csv"), "a;b\n1;2\n3;\n");
        assertWrong(ExitCode.DATA, List.of("--data", holes.toString()), "missing, NaN", "'b'");
        assertWrong(ExitCode.OUTPUT, List.of("--output", run.toString()), "a finished run is there");
    }

    @Test
    void aRunThatIsNotThereOrNotFinishedIsTold() throws IOException {
        assertWrong(ExitCode.DATA, List.of("--model", folder.resolve("none").toString()), "no such folder");
        Path unfinished = Files.createDirectories(folder.resolve("unfinished"));
        Files.copy(run.resolve("model.json"), unfinished.resolve("model.json"));
        assertWrong(ExitCode.DATA, List.of("--model", unfinished.toString()), "the run is not finished");
        Files.createFile(unfinished.resolve("_SUCCESS"));
        assertWrong(ExitCode.DATA, List.of("--model", unfinished.toString()), "no models/");
    }

    private Path predicted(String... more) {
        Path output = folder.resolve("predicted-" + ++outputs);
        Outcome outcome = predict(output, rows, List.of(more));
        assertThat(outcome.exitCode()).as(told()).isEqualTo(ExitCode.OK);
        return output;
    }

    private void assertWrong(ExitCode code, List<String> more, String... words) {
        Path output = folder.resolve("never");
        Outcome outcome = predict(output, rows, more);
        assertThat(told()).contains(words).doesNotContain("\tat ", "Exception", "SPARK");
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(output).doesNotExist();
    }

    /** Arguments given again replace the good ones. */
    private Outcome predict(Path output, Path data, List<String> more) {
        err.reset();
        List<String> arguments = new ArrayList<>(more);
        List<String> good =
                List.of("--model", run.toString(), "--data", data.toString(), "--output", output.toString());
        for (int i = 0; i < good.size(); i += 2) {
            if (!more.contains(good.get(i))) {
                arguments.addAll(good.subList(i, i + 2));
            }
        }
        return Predict.run(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                print(),
                arguments.toArray(String[]::new));
    }

    private PrintStream print() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
