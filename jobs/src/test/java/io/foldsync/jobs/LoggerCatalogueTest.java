package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.jobs.config.LoggerConfig;
import io.foldsync.loop.StopReason;
import io.foldsync.report.CsvLogger;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.report.mlflow.MlflowLogger;
import io.foldsync.report.mlflow.MlflowSettings;
import io.foldsync.report.tensorboard.TensorBoardLogger;
import io.foldsync.spark.SparkMetricsLogger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoggerCatalogueTest {

    /** As a user writes one. */
    public static final class Own implements RunView {
        final String to;

        public Own(Map<String, String> options) {
            to = options.getOrDefault("to", "nowhere");
        }

        @Override
        public void started(RunHeader header) {}

        @Override
        public void met(Round round, List<FoldTiming> timings) {}

        @Override
        public void finished(History history, StopReason reason) {}
    }

    private static LoggerConfig.Mlflow mlflow(String uri) {
        return new LoggerConfig.Mlflow(
                Optional.of(uri),
                Optional.of("e"),
                Optional.of("r"),
                Optional.of("p"),
                Map.of("a", "b"),
                false,
                Duration.ofSeconds(7));
    }

    private static RunView made(LoggerConfig config) {
        return LoggerCatalogue.logger(config, "loggers[1]");
    }

    @Test
    void loggersAreTheConfiguredOnes() {
        assertThat(made(LoggerConfig.Plain.CSV)).isInstanceOf(CsvLogger.class);
        assertThat(made(LoggerConfig.Plain.JSON_LINES)).isInstanceOf(JsonLinesLogger.class);
        assertThat(made(LoggerConfig.Plain.SPARK_METRICS)).isInstanceOf(SparkMetricsLogger.class);
        assertThat(made(new LoggerConfig.TensorBoard(Duration.ofSeconds(1)))).isInstanceOf(TensorBoardLogger.class);
        assertThat(made(mlflow("http://host"))).isInstanceOf(MlflowLogger.class);
        assertThat(made(new LoggerConfig.OwnClass(Own.class.getName(), Map.of("to", "there"))))
                .isInstanceOfSatisfying(Own.class, own -> assertThat(own.to).isEqualTo("there"));
    }

    @Test
    void aTrackingServerIsToldEverySetting() {
        assertThat(LoggerCatalogue.settings(mlflow("http://host")))
                .isEqualTo(MlflowSettings.defaults()
                        .withUri("http://host")
                        .withExperiment("e")
                        .withRunName("r")
                        .withParentRun("p")
                        .withTags(Map.of("a", "b"))
                        .withArtifacts(false));
    }

    @Test
    void aClassThatIsNoLoggerIsToldWhereItIsWritten() {
        assertThatThrownBy(() -> made(new LoggerConfig.OwnClass("java.lang.String", Map.of())))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageStartingWith("loggers[1].class: java.lang.String, which does not implement it; expected a"
                        + " public class that implements " + RunView.class.getName());
    }
}
