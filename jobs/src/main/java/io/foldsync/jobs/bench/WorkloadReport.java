package io.foldsync.jobs.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * What the runs of one workload took.
 *
 * @param workload with the rows that there really were
 * @param data where the rows came from, for people
 * @param synthetic whether they were invented
 * @param flopPerSample floating-point operations to train on one row; empty when they cannot be counted
 * @param threads how many folds trained at a time; 0 on a cluster
 * @param runs at least one, in the order they ran
 */
record WorkloadReport(
        Workload workload,
        String data,
        boolean synthetic,
        OptionalLong flopPerSample,
        int threads,
        List<RunCost> runs) {

    WorkloadReport {
        runs = List.copyOf(runs);
    }

    Spread over(ToDoubleFunction<RunCost> cost) {
        return Spread.of(runs.stream().mapToDouble(cost));
    }

    /** The median run's share of what {@code threads} threads could do if they only multiplied matrices. */
    OptionalDouble fractionOfGemm(OptionalDouble gigaflopsPerThread) {
        if (flopPerSample.isEmpty() || gigaflopsPerThread.isEmpty()) {
            return OptionalDouble.empty();
        }
        double rate = over(RunCost::samplesPerSecond).median();
        return OptionalDouble.of(
                rate * flopPerSample.getAsLong() * 1e-9 / (gigaflopsPerThread.getAsDouble() * threads));
    }

    /** The mean over runs. */
    double accuracy() {
        return runs.stream().mapToDouble(RunCost::accuracy).average().orElseThrow();
    }

    /** The most memory that the process had held when the last of these runs had ended. */
    OptionalDouble peakMebibytes() {
        return runs.stream()
                .flatMapToDouble(run -> run.peakMebibytes().stream())
                .max();
    }

    /** The least over runs: what others do can only add to it. */
    OptionalDouble meetingSeconds() {
        return runs.stream()
                .flatMapToDouble(run -> run.meetingSeconds().stream())
                .min();
    }

    /** The mean over runs. */
    OptionalDouble otherCores() {
        return runs.stream().flatMapToDouble(run -> run.otherCores().stream()).average();
    }
}
