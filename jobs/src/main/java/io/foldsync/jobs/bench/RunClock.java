package io.foldsync.jobs.bench;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Times one cross-validation from outside: from just before the folds' first epoch, networks still to be made, to just
 * after the last validation. Reading and dealing the rows comes before, predictions and files after.
 */
final class RunClock implements RunView {
    private final int slots;
    private final List<Double> epochs = new ArrayList<>();
    private final List<Double> meetings = new ArrayList<>();
    private final long begun = System.nanoTime();
    private ProcessMeter meter = ProcessMeter.start();
    private OptionalDouble otherCores = OptionalDouble.empty();
    private long started;
    private long firstMet;
    private long lastMet;

    /** @param slots how many folds train at a time, at least 1 */
    RunClock(int slots) {
        this.slots = slots;
    }

    @Override
    public void started(RunHeader header) {
        meter = ProcessMeter.start();
        started = System.nanoTime();
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        long before = lastMet;
        lastMet = System.nanoTime();
        if (round.epoch() == 0) {
            firstMet = lastMet;
        } else {
            double seconds = (lastMet - before) * 1e-9;
            epochs.add(seconds);
            meetings.add(seconds - busySeconds(timings, slots));
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

    /**
     * What an epoch takes beyond its training and validation, the median over epochs but the first: to send word to where
     * the folds train, to gather their reports, to decide and to tell. Empty after a single epoch.
     */
    OptionalDouble meetingSeconds() {
        return meetings.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(meetings.stream().mapToDouble(Double::doubleValue))
                        .median());
    }

    /** What each epoch but the first took in all, from epoch 1 on. */
    List<Double> epochSeconds() {
        return List.copyOf(epochs);
    }

    /** The least seconds in which so many slots can do one epoch's work: that of its slowest fold, or an equal share. */
    static double busySeconds(List<FoldTiming> timings, int slots) {
        double slowest = 0;
        double all = 0;
        for (FoldTiming timing : timings) {
            double fold = timing.trainSeconds() + timing.validateSeconds();
            slowest = Math.max(slowest, fold);
            all += fold;
        }
        return Math.max(slowest, all / slots);
    }

    /** The mean number of cores that other processes kept busy during {@link #wallSeconds}. */
    OptionalDouble otherCores() {
        return otherCores;
    }
}
