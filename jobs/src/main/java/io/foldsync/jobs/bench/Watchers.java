package io.foldsync.jobs.bench;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.CsvLogger;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.RunFolder;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.report.tensorboard.TensorBoardLogger;
import io.foldsync.spark.CrossValidation;
import io.foldsync.train.LearningRateMonitor;
import io.foldsync.train.MemoryMonitor;
import io.foldsync.train.RunCallback;
import io.foldsync.train.ThroughputMonitor;
import io.foldsync.train.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that may watch a run and needs no server, awake in every second epoch: what it costs is what these take longer than
 * their neighbours, which the machine and its other users met with in the same moment.
 */
final class Watchers {
    private static final int SECOND = 2;
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private Watchers() {}

    /**
     * Lets them watch epochs 1, 3, 5 and so on. What is told of an epoch when all folds have met makes the next one longer; so
     * those who are told then hear of epochs 0, 2, 4.
     */
    static CrossValidation watch(CrossValidation run) {
        return run.logger(new DozingLogger(new CsvLogger()))
                .logger(new DozingLogger(new JsonLinesLogger()))
                .logger(new DozingLogger(new TensorBoardLogger(SELDOM)))
                .callback(new DozingCallback(new LearningRateMonitor()))
                .callback(new DozingCallback(new Timer(1)))
                .callback(new DozingCallback(new ThroughputMonitor(1)))
                .callback(new MemoryMonitor(SECOND));
    }

    /**
     * How much longer watched epochs are than the epochs before them, as shares.
     *
     * @param epochSeconds of epochs 1, 2, 3 and so on
     */
    static List<Double> shares(List<Double> epochSeconds) {
        List<Double> shares = new ArrayList<>();
        for (int watched = 2; watched < epochSeconds.size(); watched += 2) {
            shares.add(epochSeconds.get(watched) / epochSeconds.get(watched - 1) - 1);
        }
        return shares;
    }

    private static boolean awakeAfter(Round round) {
        return round.epoch() % SECOND == 0;
    }

    private record DozingLogger(RunView logger) implements RunView {
        @Override
        public void writingTo(RunFolder folder) {
            logger.writingTo(folder);
        }

        @Override
        public void started(RunHeader header) {
            logger.started(header);
        }

        @Override
        public void met(Round round, List<FoldTiming> timings) {
            if (awakeAfter(round)) {
                logger.met(round, timings);
            }
        }

        @Override
        public void finished(History history, StopReason reason) {
            logger.finished(history, reason);
        }
    }

    private record DozingCallback(RunCallback callback) implements RunCallback {
        @Override
        public void onTrainFoldStart(History history) {
            callback.onTrainFoldStart(history);
        }

        @Override
        public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
            if (awakeAfter(round)) {
                callback.onTrainFoldEnd(round, timings);
            }
        }
    }
}
