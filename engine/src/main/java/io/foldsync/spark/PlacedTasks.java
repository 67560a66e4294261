package io.foldsync.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/** Jobs of one element a task, each asking for one executor by name. Elements and results travel as {@link Parcel}s. */
final class PlacedTasks {
    private PlacedTasks() {}

    /** Does {@code work} on every element, element i by preference on executor i, and brings the results home in order. */
    static <T extends Serializable, R extends Serializable> List<R> run(
            SparkContext context, List<T> elements, List<Place> places, Function<T, R> work) {
        return collect(of(context, elements, places), work);
    }

    /** Does {@code work} on every element, wherever there is room. */
    static <T extends Serializable, R extends Serializable> List<R> runAnywhere(
            SparkContext context, List<T> elements, Function<T, R> work) {
        return collect(anywhere(context, elements), work);
    }

    private static <T extends Serializable, R extends Serializable> List<R> collect(
            JavaRDD<byte[]> tasks, Function<T, R> work) {
        return tasks.map(packed -> Parcel.pack(work.call(Parcel.<T>open(packed)))).collect().stream()
                .map(Parcel::<R>open)
                .toList();
    }

    /**
     * Element i prefers executor i; it is a preference, so that a lost executor's element runs elsewhere, after {@link
     * LocalityWait} at the latest.
     *
     * <p>Raw on purpose: the Seq inside Spark's signature is {@code scala.collection.Seq} on Scala 2.12 and
     * {@code immutable.Seq} on 2.13. An immutable List is both.
     */
    @SuppressWarnings({"deprecation", "unchecked", "rawtypes"})
    static <T extends Serializable> JavaRDD<byte[]> of(SparkContext context, List<T> elements, List<Place> places) {
        List<Tuple2> placed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            scala.collection.immutable.List wish = JavaConverters.asScalaBuffer(
                            List.of(places.get(i).location()))
                    .toList();
            placed.add(new Tuple2(Parcel.pack(elements.get(i)), wish));
        }
        scala.collection.immutable.List all =
                JavaConverters.asScalaBuffer(placed).toList();
        RDD tasks = context.makeRDD(all, ClassTag$.MODULE$.apply(byte[].class));
        return tasks.toJavaRDD();
    }

    @SuppressWarnings({"deprecation", "unchecked", "rawtypes"})
    private static <T extends Serializable> JavaRDD<byte[]> anywhere(SparkContext context, List<T> elements) {
        scala.collection.immutable.List all = JavaConverters.asScalaBuffer(
                        elements.stream().map(Parcel::pack).toList())
                .toList();
        RDD tasks = context.parallelize(all, Math.max(1, elements.size()), ClassTag$.MODULE$.apply(byte[].class));
        return tasks.toJavaRDD();
    }
}
