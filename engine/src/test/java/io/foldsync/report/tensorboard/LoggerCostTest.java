package io.foldsync.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.Round;
import io.foldsync.report.CsvLogger;
import io.foldsync.report.FakeRun;
import io.foldsync.report.JsonLinesLogger;
import io.foldsync.report.MemoryFolder;
import io.foldsync.report.RunView;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What logs cost a run of ten folds and five measures, in this thread's CPU time, so that other work on the machine does not
 * count. An epoch of the digits takes about 80 ms on two cores; 2 % of it is the most that all loggers together may take.
 */
class LoggerCostTest {
    private static final double MOST_MICROS = 0.02 * 80_000;
    private static final List<Round> ROUNDS = FakeRun.history(10, 400).rounds();

    private final MemoryFolder folder = new MemoryFolder();

    private static double microsARound(RunView view) {
        double least = Double.POSITIVE_INFINITY;
        for (int repeat = 0; repeat < 3; repeat++) { // the first warm the JVM up
            long before = cpuNanos();
            ROUNDS.forEach(round -> view.met(round, FakeRun.timings(10, round.epoch())));
            least = Math.min(least, (cpuNanos() - before) / 1e3 / ROUNDS.size());
        }
        return least;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private List<RunView> loggers() {
        return List.of(new CsvLogger(), new JsonLinesLogger(), new TensorBoardLogger(Duration.ofSeconds(30)));
    }

    @Test
    void allFileLoggersTogetherTakeLessThanTwoPercentOfAnEpoch() {
        RunView all = RunView.all(loggers());
        all.writingTo(folder);
        all.started(FakeRun.header(10, 400));
        double micros = microsARound(all);
        System.out.printf("file loggers: %.0f us a round of ten folds%n", micros);
        assertThat(micros).isLessThan(MOST_MICROS);
    }

    @Test
    void theRunsOwnThreadOnlyHandsOver() {
        RunView all = RunView.all(loggers().stream()
                .map(logger -> logger.inBackground(Duration.ofMinutes(1)))
                .toList());
        all.writingTo(folder);
        all.started(FakeRun.header(10, 400));
        double micros = microsARound(all);
        System.out.printf("handing over: %.1f us a round of ten folds%n", micros);
        all.failed(new IllegalStateException("enough"));
        assertThat(micros).isLessThan(MOST_MICROS / 20);
    }
}
