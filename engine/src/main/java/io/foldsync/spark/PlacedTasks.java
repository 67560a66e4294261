package io.foldsync.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/** An RDD of one element a partition, each asking for one executor by name. */
final class PlacedTasks {
    private PlacedTasks() {}

    /**
     * Element i prefers executor i; it is a preference, so that a lost executor's element runs elsewhere at once.
     *
     * <p>Raw on purpose: the Seq inside Spark's signature is {@code scala.collection.Seq} on Scala 2.12 and
     * {@code immutable.Seq} on 2.13. An immutable List is both.
     */
    @SuppressWarnings({"deprecation", "unchecked", "rawtypes"})
    static <T> JavaRDD<T> of(SparkContext context, List<T> elements, List<Place> places) {
        List<Tuple2> placed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            scala.collection.immutable.List wish = JavaConverters.asScalaBuffer(
                            List.of(places.get(i).location()))
                    .toList();
            placed.add(new Tuple2(elements.get(i), wish));
        }
        scala.collection.immutable.List all =
                JavaConverters.asScalaBuffer(placed).toList();
        RDD tasks = context.makeRDD(all, ClassTag$.MODULE$.AnyRef());
        return tasks.toJavaRDD();
    }

    /** One element a partition, with no wish where to run. */
    @SuppressWarnings({"deprecation", "unchecked", "rawtypes"})
    static <T> JavaRDD<T> anywhere(SparkContext context, List<T> elements) {
        scala.collection.immutable.List all =
                JavaConverters.asScalaBuffer(elements).toList();
        RDD tasks = context.parallelize(all, Math.max(1, elements.size()), ClassTag$.MODULE$.AnyRef());
        return tasks.toJavaRDD();
    }
}
