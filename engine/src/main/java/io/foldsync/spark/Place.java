package io.foldsync.spark;

import java.io.Serializable;
import org.apache.spark.SparkEnv;

/** An executor, as Spark's scheduler names it in a preferred location. */
record Place(String host, String executorId) implements Serializable {

    /** The executor this code runs in. */
    static Place here() {
        SparkEnv env = SparkEnv.get();
        return new Place(env.blockManager().blockManagerId().host(), env.executorId());
    }

    /** The location that asks the scheduler for this very executor. */
    String location() {
        return "executor_" + host + "_" + executorId;
    }

    @Override
    public String toString() {
        return executorId + "@" + host;
    }
}
