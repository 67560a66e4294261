package io.foldsync.spark;

import org.apache.hadoop.conf.Configuration;

/** Tells whether a run has finished, before a cluster is asked for. */
public final class FinishedRun {
    private FinishedRun() {}

    /**
     * Whether a finished run's results lie in a directory.
     *
     * @param output any Hadoop path
     * @throws io.foldsync.error.FoldSyncException when that cannot be told
     */
    public static boolean at(String output, Configuration hadoop) {
        return OutputDirectory.finished(output, hadoop);
    }
}
