package io.foldsync.jobs;

import io.foldsync.jobs.config.JobConfig;

/** Does what a configuration asks for. */
@FunctionalInterface
interface JobRunner {

    /**
     * Runs the job to its end; what it made is in the output directory.
     *
     * @throws io.foldsync.error.FoldSyncException when it cannot; faults may name configuration keys as {@code where}
     */
    void run(JobConfig config) throws Exception;
}
