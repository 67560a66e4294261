package io.foldsync.spark;

import org.apache.spark.SparkConf;

/**
 * How long Spark keeps a task for the executor it asks for, while others are idle. Short on purpose: a task that runs
 * elsewhere replays its folds and finds the same, and a task that waits for a lost executor waits in vain.
 *
 * <p>Spark does not drop a lost executor from a task's wishes. It goes on waiting as long as any other executor that
 * the same job has asked for lives, up to the end of this time. With an hour, a run that had lost an executor stood
 * still between two idle ones. Without any wait, folds would change places in every epoch.
 */
public final class LocalityWait {
    private static final String KEY = "spark.locality.wait.process";
    private static final String VALUE = "5s";

    private LocalityWait() {}

    /** Sets it unless the user has; returns {@code settings}. */
    public static SparkConf in(SparkConf settings) {
        return settings.setIfMissing(KEY, VALUE);
    }
}
