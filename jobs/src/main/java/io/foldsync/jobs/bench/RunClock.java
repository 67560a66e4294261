package io.foldsync.jobs.bench;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Times one cross-validation from outside: from just before the folds' first epoch, networks still to be made, to just
 * after the last validation. Reading and dealing the rows comes before, predictions and files after.
 */
final class RunClock implements RunView {
    private final long begun = System.nanoTime();
    private ProcessMeter meter = ProcessMeter.start();
    private OptionalDouble otherCores = OptionalDouble.empty();
    private long started;
    private long firstMet;
    private long lastMet;

    @Override
    public void started(RunHeader header) {
        meter = ProcessMeter.start();
        started = System.nanoTime();
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        lastMet = System.nanoTime();
        if (round.epoch() == 0) {
            firstMet = lastMet;
        }
        otherCores = meter.otherCores();
    }

    @Override
    public void finished(History history, StopReason reason) {}

    /** Seconds of training and validation. */
    double wallSeconds() {
        return (lastMet - started) * 1e-9;
    }

    /** Seconds from the making of this clock to the beginning of the first epoch. */
    double firstEpochStartSeconds() {
        return (started - begun) * 1e-9;
    }

    /** Seconds from the making of this clock to the end of the first epoch. */
    double firstEpochEndSeconds() {
        return (firstMet - begun) * 1e-9;
    }

    /** The mean number of cores that other processes kept busy during {@link #wallSeconds}. */
    OptionalDouble otherCores() {
        return otherCores;
    }
}
