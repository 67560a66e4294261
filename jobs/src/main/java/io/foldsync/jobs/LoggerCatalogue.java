package io.foldsync.jobs;

import io.foldsync.jobs.config.LoggerConfig;
import io.foldsync.nn.OwnClass;
import io.foldsync.report.CsvLogger;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.RunView;
import io.foldsync.report.mlflow.MlflowLogger;
import io.foldsync.report.mlflow.MlflowSettings;
import io.foldsync.report.tensorboard.TensorBoardLogger;
import io.foldsync.spark.CrossValidation;
import io.foldsync.spark.SparkMetricsLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The part of the {@link Catalogue} that knows who keeps logs. */
final class LoggerCatalogue {
    private LoggerCatalogue() {}

    /**
     * What gives a run its loggers, in their order; made at once, so that what is wrong with them costs no cluster.
     *
     * @throws io.foldsync.error.FoldSyncException when a user's class cannot be made, or a server has no usable address
     */
    static List<Consumer<CrossValidation>> loggers(List<LoggerConfig> loggers) {
        List<Consumer<CrossValidation>> made = new ArrayList<>();
        for (int i = 0; i < loggers.size(); i++) {
            RunView logger = logger(loggers.get(i), "loggers[" + i + "]");
            Duration flush =
                    loggers.get(i) instanceof LoggerConfig.Mlflow mlflow ? mlflow.flush() : LoggerConfig.DEFAULT_FLUSH;
            made.add(run -> run.logger(logger, flush));
        }
        return made;
    }

    /** @param section where it is written, such as {@code loggers[1]} */
    static RunView logger(LoggerConfig logger, String section) {
        if (logger instanceof LoggerConfig.TensorBoard board) {
            return new TensorBoardLogger(board.interval());
        } else if (logger instanceof LoggerConfig.Mlflow mlflow) {
            return MlflowLogger.of(settings(mlflow));
        } else if (logger instanceof LoggerConfig.OwnClass own) {
            return OwnClass.create(RunView.class, section, own.name(), own.options());
        }
        return switch ((LoggerConfig.Plain) logger) {
            case CSV -> new CsvLogger();
            case JSON_LINES -> new JsonLinesLogger();
            case SPARK_METRICS -> new SparkMetricsLogger();
        };
    }

    static MlflowSettings settings(LoggerConfig.Mlflow mlflow) {
        return new MlflowSettings(
                mlflow.uri(),
                mlflow.experiment(),
                mlflow.runName(),
                mlflow.parentRun(),
                new TreeMap<>(mlflow.tags()),
                mlflow.artifacts());
    }
}
