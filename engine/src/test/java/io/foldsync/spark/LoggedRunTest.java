package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Sgd;
import io.foldsync.report.CsvLogger;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.report.mlflow.MlflowLogger;
import io.foldsync.report.mlflow.MlflowSettings;
import io.foldsync.report.mlflow.StubMlflow;
import io.foldsync.report.tensorboard.TensorBoardLogger;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with all loggers, in one session whose gauges are scraped as Prometheus scrapes them. */
@Tag("spark")
class LoggedRunTest {
    private static final SparkConf SCRAPED = new SparkConf()
            .set("spark.ui.enabled", "true")
            .set("spark.ui.port", "0")
            .set("spark.metrics.conf.*.sink.prometheusServlet.class", "org.apache.spark.metrics.sink.PrometheusServlet")
            .set("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus");

    /** Looks at the gauges after every meeting. */
    private record Probe(SparkSession spark, List<String> seen) implements RunView {
        @Override
        public void started(RunHeader header) {}

        @Override
        public void met(Round round, List<FoldTiming> timings) {
            seen.add(scrape(spark));
        }

        @Override
        public void finished(History history, StopReason reason) {}
    }

    @Test
    void everyLoggerSeesTheWholeRunAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
        Masters.on("local[2]", SCRAPED, spark -> {
            completes(spark, folder.resolve("good"));
            fails(spark, folder.resolve("bad"));
            return spark;
        });
    }

    private static void completes(SparkSession spark, Path output) throws IOException {
        Training training = Training.of(new Mlp(List.of(8), 0)).withEpochs(2);
        List<String> seen = new ArrayList<>();
        try (StubMlflow server = new StubMlflow()) {
            CrossValidationResult result = run(spark, training, output)
                    .view(new SparkMetricsLogger())
                    .view(new Probe(spark, seen))
                    .logger(new CsvLogger())
                    .logger(new JsonLinesLogger())
                    .logger(new TensorBoardLogger(Duration.ofSeconds(30)))
                    .logger(MlflowLogger.of(MlflowSettings.defaults().withUri(server.uri())))
                    .run();
            assertThat(server.faults).isEmpty();
            assertThat(server.artifacts.keySet()).hasSize(8).anyMatch(name -> name.endsWith("/artifacts/report.html"));
            assertThat(server.artifacts.values()).contains(Files.readString(output.resolve("history.csv")));
            double loss = result.history().rounds().get(1).reports().get(2).value("val_loss");
            assertThat(seen.get(1))
                    .containsPattern("(?m)^metrics_.*_driver_foldsync_scraped_run_[0-9a-f]{8}_fold2_val_loss_Value"
                            + "\\{type=\"gauges\"} " + loss + "$")
                    .containsPattern("_epochs_trained_Value\\{type=\"gauges\"} 2\\.0")
                    .containsPattern("_mean_val_accuracy_Value")
                    .containsPattern("_fold0_rows_per_second_Value")
                    .containsPattern("_lr_Value\\{type=\"gauges\"} 0\\.001");
        }
        assertThat(scrape(spark))
                .doesNotContain("scraped_run")
                .containsPattern("driver_foldsync_stopped_epochs_done_Count\\{type=\"counters\"} 1")
                .containsPattern("driver_foldsync_runs_completed_Count\\{type=\"counters\"} 1");
        assertThat(Files.readAllLines(output.resolve("epochs.csv"))).hasSize(3);
        List<String> events = Files.readAllLines(output.resolve("events.jsonl"));
        assertThat(events).hasSize(1 + 2 * (3 + 1) + 2);
        assertThat(events.get(0))
                .contains("\"training.epochs\":\"2\"", "\"seed\":\"7\"", "\"model.hidden\":\"[8]\"", "(redacted)")
                .doesNotContain("hush");
        assertThat(events.get(events.size() - 1)).contains("run_completed");
        for (String name : List.of("fold-0", "fold-1", "fold-2", "mean")) {
            assertThat(output.resolve("tensorboard").resolve(name)).isNotEmptyDirectory();
        }
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve("_staging")).doesNotExist();
    }

    private static void fails(SparkSession spark, Path output) throws IOException {
        Training wild =
                Training.of(new Mlp(List.of(8), 0)).withOptimizer(Sgd.of(1e30)).withEpochs(3);
        assertThatThrownBy(() -> run(spark, wild, output)
                        .logger(new SparkMetricsLogger())
                        .logger(new JsonLinesLogger())
                        .run())
                .isInstanceOf(FoldSyncException.class);
        List<String> events = Files.readAllLines(output.resolve("events.jsonl"));
        assertThat(events.get(events.size() - 1)).contains("run_failed", "finite losses in every fold");
        assertThat(scrape(spark))
                .doesNotContain("scraped_run")
                .containsPattern("driver_foldsync_stopped_not_finite_Count\\{type=\"counters\"} 1")
                .containsPattern("driver_foldsync_runs_failed_Count\\{type=\"counters\"} 1")
                .containsPattern("driver_foldsync_runs_completed_Count\\{type=\"counters\"} 1");
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThat(output.resolve("_staging")).doesNotExist();
    }

    private static CrossValidation run(SparkSession spark, Training training, Path output) {
        return CrossValidation.of(Digits.rows(spark), TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(3))
                .seed(7)
                .title("scraped run")
                .configuration(Map.of("model", Map.of("hidden", List.of(8)), "store", Map.of("password", "hush")))
                .output(output.toString());
    }

    private static String scrape(SparkSession spark) {
        URI uri = URI.create(spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
