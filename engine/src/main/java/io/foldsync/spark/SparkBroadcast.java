package io.foldsync.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/** Broadcasts from Java without a {@code JavaSparkContext}, which would stop the user's context when closed. */
final class SparkBroadcast {
    private SparkBroadcast() {}

    static <T extends Serializable> Broadcast<T> of(SparkContext context, T value) {
        return context.broadcast(value, ClassTag$.MODULE$.apply(value.getClass()));
    }
}
