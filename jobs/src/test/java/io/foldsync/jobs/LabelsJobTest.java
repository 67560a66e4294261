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
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped job of several labels a row, from its configuration to its files. */
@Tag("spark")
class LabelsJobTest {
    private static final Path JOB = Path.of("../conf/digits-labels.yaml").toAbsolutePath();

    @Test
    void theShippedLabelsAreFoundAndEveryFileTellsOfThem(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .getOrCreate();
        List<Row> predictions;
        try {
            Outcome outcome = CrossValidate.run(
                    new SparkJobRunner(),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    "--config",
                    JOB.toString(),
                    "--set",
                    "training.epochs=15",
                    "--set",
                    "folds.k=3",
                    "--output",
                    out.toString());
            assertThat(outcome.exitCode())
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo(ExitCode.OK);
            predictions = spark.read()
                    .parquet(out.resolve("predictions.parquet").toString())
                    .collectAsList();
        } finally {
            spark.stop();
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(out.resolve("result.json")));
        assertThat(result.at("/measures/val_micro_f1/mean").asDouble()).isGreaterThan(0.85);
        assertThat(result.at("/headline/measure").asText()).isEqualTo("val_micro_f1");
        assertThat(result.get("confusion").isNull()).isTrue();
        assertThat(result.get("labels").findValuesAsText("name")).containsExactly("even", "loop", "prime");
        assertThat(result.at("/labels/0/rows").asDouble()).isEqualTo(299);
        assertThat(Files.readString(out.resolve("result.txt")))
                .contains("label  rows  precision  recall", "\nprime   243  ");
        assertThat(Files.readString(out.resolve("report.html"))).contains(">Labels<", ">loop<");
        assertThat(Files.readString(out.resolve("manifest.json")))
                .contains("600 rows x 64 features, 3 labels; 3-fold, shuffled", "bce, positive weights 1.0/1.5/1.5");
        assertThat(Files.readString(out.resolve("history.csv")))
                .startsWith("epoch,fold,lr,train_exact_match,train_loss,val_exact_match,val_hamming_loss,val_loss,"
                        + "val_macro_f1,val_micro_f1");
        assertThat(predictions).hasSize(600);
        assertThat(predictions.get(0).schema().simpleString())
                .isEqualTo("struct<id:string,fold:int,label:array<string>,prediction:array<string>,"
                        + "probability:array<double>>");
        assertThat(predictions).filteredOn(row -> row.getList(2).isEmpty()).hasSize(60);
    }
}
