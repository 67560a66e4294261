package io.foldsync.spark;

import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.data.SparkFaults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A cluster's proof that it runs tasks at all. Spark waits for executors without end, so that to read a CSV file on a
 * cluster without workers would hang: ask here first.
 */
public final class FirstExecutor {
    /** What a first task may take where executors are up, and the least that is waited for. */
    private static final Duration ONE_TASK = Duration.ofSeconds(1);

    private FirstExecutor() {}

    /**
     * Returns once a task has run, or at once where tasks run in this JVM. A task and not a count of executors, because a
     * cluster that allocates dynamically starts its first one when there is something to do.
     *
     * @throws FoldSyncException when no executor has run it in time
     */
    public static void await(SparkSession spark, Duration patience) {
        SparkContext context = spark.sparkContext();
        if (context.isLocal()) {
            return;
        }
        Duration wait = patience.compareTo(ONE_TASK) < 0 ? ONE_TASK : patience;
        context.setJobDescription("a first task");
        JavaFutureAction<Long> task = JavaSparkContext.fromSparkContext(context)
                .parallelize(List.of(1), 1)
                .countAsync();
        try {
            task.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw ExecutorSlots.none(context, "no executor with a free task slot in " + wait.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw ExecutorSlots.none(context, "a first task failed: " + SparkFaults.rootMessage(e))
                    .causedBy(e);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw FoldSyncException.interrupted("waiting for executors", e);
        } finally {
            context.setJobDescription(null);
        }
    }
}
