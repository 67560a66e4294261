package io.foldsync.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/** Jobs of one element a task, each asking for one executor by name. Elements and results travel as {@link Parcel}s. */
final class PlacedTasks {
    private PlacedTasks() {}

    /** Does {@code work} on every element, element i by preference on executor i, and brings the results home in order. */
    static <T extends Serializable, R extends Serializable> List<R> run(
            SparkContext context, List<T> elements, List<Place> places, Function<T, R> work) {
        return collect(context, of(context, elements, places), work);
    }

    /** Does {@code work} on every element, wherever there is room. */
    static <T extends Serializable, R extends Serializable> List<R> runAnywhere(
            SparkContext context, List<T> elements, Function<T, R> work) {
        return elements.isEmpty() ? List.of() : collect(context, anywhere(context, elements), work);
    }

    private static <T extends Serializable, R extends Serializable> List<R> collect(
            SparkContext context, JavaRDD<byte[]> tasks, Function<T, R> work) {
        Object results = context.runJob(tasks.rdd(), new Visit<>(work), ClassTag$.MODULE$.apply(byte[].class));
        return Arrays.stream((byte[][]) results).map(Parcel::<R>open).toList();
    }

    /**
     * What a task does with its one element. A class with a name, where {@code map} and {@code collect} would do: of a
     * lambda and of its own, Spark reads the byte code anew in every job, which takes the driver a part of each epoch.
     */
    private static final class Visit<T extends Serializable, R extends Serializable>
            extends AbstractFunction2<TaskContext, Iterator<byte[]>, byte[]> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Function<T, R> work;

        Visit(Function<T, R> work) {
            this.work = work;
        }

        @Override
        public byte[] apply(TaskContext task, Iterator<byte[]> elements) {
            try {
                return Parcel.pack(work.call(Parcel.<T>open(elements.next())));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
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
        RDD tasks = context.parallelize(all, elements.size(), ClassTag$.MODULE$.apply(byte[].class));
        return tasks.toJavaRDD();
    }
}
