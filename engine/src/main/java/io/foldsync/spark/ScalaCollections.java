package io.foldsync.spark;

import java.util.List;
import java.util.Map;
import scala.collection.JavaConverters;

/**
 * The few conversions Spark's Scala signatures ask for, written so that they compile against Scala 2.12 and 2.13 alike:
 * {@code scala.jdk.javaapi} does not exist in 2.12, and {@code toSeq} gives each line the Seq its own Spark wants.
 */
@SuppressWarnings("deprecation") // JavaConverters is deprecated in 2.13, and the only name that both lines have
final class ScalaCollections {
    private ScalaCollections() {}

    static <T> List<T> toJava(scala.collection.Seq<T> values) {
        return JavaConverters.seqAsJavaList(values);
    }

    static <K, V> Map<K, V> toJava(scala.collection.Map<K, V> values) {
        return JavaConverters.mapAsJavaMap(values);
    }
}
