package io.foldsync.jobs.bench;

import java.util.OptionalDouble;

/**
 * What one cross-validation of a workload took.
 *
 * @param trainedRows the rows of all folds' training parts times epochs
 * @param wallSeconds from just before the first epoch to just after the last validation
 * @param firstEpochStartSeconds from the run's beginning (for the first run of a process: from Spark being up) to the
 *     beginning of the first epoch: reading, dealing and loading the rows
 * @param firstEpochEndSeconds the same to the end of the first epoch
 * @param meetingSeconds what an epoch takes beyond training and validation, see {@link RunClock#meetingSeconds}
 * @param accuracy validation accuracy after the last epoch, the mean over folds
 * @param otherCores cores that other processes kept busy meanwhile
 * @param peakMebibytes the most memory that the process has held so far
 */
record RunCost(
        long trainedRows,
        double wallSeconds,
        double firstEpochStartSeconds,
        double firstEpochEndSeconds,
        OptionalDouble meetingSeconds,
        double accuracy,
        OptionalDouble otherCores,
        OptionalDouble peakMebibytes) {

    double samplesPerSecond() {
        return trainedRows / wallSeconds;
    }
}
