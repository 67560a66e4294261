package io.foldsync.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * Our values as bytes for the way between driver and executors.
 *
 * <p>Spark sends what tasks return, what they are given and what is broadcast through the application's
 * {@code spark.serializer}, and Kryo 4 cannot carry records. Bytes pass through any serializer, and Spark's own Java
 * serializer, which it sends closures with, makes them on both ends.
 */
final class Parcel {
    private static final JavaSerializer SERIALIZER = new JavaSerializer(new SparkConf(false));

    private Parcel() {}

    static byte[] pack(Serializable value) {
        ByteBuffer bytes = instance().serialize(value, ClassTag$.MODULE$.apply(Serializable.class));
        byte[] packed = new byte[bytes.remaining()];
        bytes.get(packed);
        return packed;
    }

    /** The value that was packed in this application; classes are found as the running task finds them. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as any deserializer: the caller knows what it packed
    static <T extends Serializable> T open(byte[] packed) {
        return instance()
                .deserialize(
                        ByteBuffer.wrap(packed),
                        Thread.currentThread().getContextClassLoader(),
                        ClassTag$.MODULE$.apply(Serializable.class));
    }

    private static SerializerInstance instance() {
        return SERIALIZER.newInstance();
    }
}
