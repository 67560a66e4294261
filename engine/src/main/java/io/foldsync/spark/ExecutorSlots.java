package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.status.api.v1.ExecutorSummary;

/** The task slots the cluster offers right now. */
final class ExecutorSlots {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final SparkContext context;

    ExecutorSlots(SparkContext context) {
        this.context = context;
    }

    /** Living executors and how many tasks each can run at a time. */
    Map<Place, Integer> now() {
        Map<Place, Integer> slots = new HashMap<>();
        for (ExecutorSummary executor :
                ScalaCollections.toJava(context.statusStore().executorList(true))) {
            int colon = executor.hostPort().lastIndexOf(':');
            if (!executor.id().equals("driver") && colon > 0) { // one that has just come up has no address yet
                String host = executor.hostPort().substring(0, colon);
                int tasks = tasks(executor, context.getConf());
                if (tasks > 0) {
                    slots.put(new Place(host, executor.id()), tasks);
                }
            }
        }
        return slots;
    }

    private static int tasks(ExecutorSummary executor, SparkConf conf) {
        int byCores = executor.totalCores() / conf.getInt("spark.task.cpus", 1);
        double gpusPerTask = conf.getDouble("spark.task.resource.gpu.amount", 0);
        if (gpusPerTask <= 0) {
            return byCores;
        }
        ResourceInformation gpus = ScalaCollections.toJava(executor.resources()).get("gpu");
        int byGpus = gpus == null ? 0 : (int) (gpus.addresses().length / gpusPerTask + 1e-6);
        return Math.min(byCores, byGpus);
    }

    /**
     * Waits until there are executors and no more arrive.
     *
     * @throws FoldSyncException when none has come in time
     */
    Map<Place, Integer> await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long lastChange = System.nanoTime();
        Map<Place, Integer> known = now();
        while (known.isEmpty() || System.nanoTime() - lastChange < SETTLED.toNanos()) {
            if (known.isEmpty() && System.nanoTime() > deadline) {
                throw none(context, "no executor with a free task slot in " + patience.toSeconds() + " s");
            }
            pause();
            Map<Place, Integer> seen = now();
            if (!seen.equals(known)) {
                known = seen;
                lastChange = System.nanoTime();
            }
        }
        return known;
    }

    /** The fault of a cluster that offers nothing to run on. */
    static FoldSyncException none(SparkContext context, String found) {
        return FoldSyncException.of(
                ErrorCode.NO_EXECUTORS,
                "master " + context.master(),
                found,
                "at least one executor",
                "Check that workers are up and have the memory and cores (and GPUs) asked for, or raise"
                        + " run.executorsWaitSeconds.");
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            throw FoldSyncException.interrupted("waiting for executors", e);
        }
    }
}
