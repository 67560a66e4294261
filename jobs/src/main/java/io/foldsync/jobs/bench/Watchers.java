package io.foldsync.jobs.bench;

import io.foldsync.report.CsvLogger;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.tensorboard.TensorBoardLogger;
import io.foldsync.spark.CrossValidation;
import io.foldsync.train.LearningRateMonitor;
import io.foldsync.train.MemoryMonitor;
import io.foldsync.train.ThroughputMonitor;
import io.foldsync.train.Timer;
import java.time.Duration;

/** All that may watch a run and needs no server. */
final class Watchers {
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private Watchers() {}

    /** The run, watched by every logger and every callback, each after every epoch. */
    static CrossValidation watch(CrossValidation run) {
        return run.logger(new CsvLogger())
                .logger(new JsonLinesLogger())
                .logger(new TensorBoardLogger(FLUSH))
                .callback(new LearningRateMonitor())
                .callback(new Timer(1))
                .callback(new ThroughputMonitor(1))
                .callback(new MemoryMonitor(1));
    }
}
