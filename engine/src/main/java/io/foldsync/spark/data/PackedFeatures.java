package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.udf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/** A row's features as one binary value: compact to keep, to hash and to send. */
final class PackedFeatures {
    private static final int LARGEST_BYTE = 255;

    private PackedFeatures() {}

    /** Little-endian floats of an array of floats, NaN for a null element; null for a null array. */
    static Column ofFloats(Column array) {
        return udf((UDF1<@Nullable Seq<@Nullable Float>, byte @Nullable []>) PackedFeatures::pack, DataTypes.BinaryType)
                .apply(array);
    }

    /** Of packed floats that {@link #fitBytes}: one unsigned byte each. */
    static Column toBytes(Column packed) {
        return udf((UDF1<byte[], byte[]>) PackedFeatures::narrow, DataTypes.BinaryType)
                .apply(packed);
    }

    /** Whether all packed floats are whole and in 0 to 255. */
    static Column fitBytes(Column packed) {
        return udf((UDF1<byte @Nullable [], Boolean>) PackedFeatures::fit, DataTypes.BooleanType)
                .apply(packed);
    }

    /** The index of the first packed float that is NaN or infinite, or -1. */
    static Column firstNotFinite(Column packed) {
        return udf((UDF1<byte @Nullable [], Integer>) PackedFeatures::notFinite, DataTypes.IntegerType)
                .apply(packed);
    }

    static byte @Nullable [] pack(@Nullable Seq<@Nullable Float> values) {
        if (values == null) {
            return null;
        }
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(values.size(), Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Iterator<@Nullable Float> each = values.iterator(); each.hasNext(); ) {
            Float value = each.next();
            packed.putFloat(value == null ? Float.NaN : value);
        }
        return packed.array();
    }

    static byte[] narrow(byte[] packed) {
        FloatBuffer values = floats(packed);
        byte[] bytes = new byte[values.remaining()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) values.get(i);
        }
        return bytes;
    }

    static boolean fit(byte @Nullable [] packed) {
        if (packed == null) {
            return false;
        }
        FloatBuffer values = floats(packed);
        while (values.hasRemaining()) {
            float value = values.get();
            if (!(value >= 0 && value <= LARGEST_BYTE && value == (int) value)) {
                return false;
            }
        }
        return true;
    }

    static int notFinite(byte @Nullable [] packed) {
        if (packed == null) {
            return -1;
        }
        FloatBuffer values = floats(packed);
        for (int i = 0; i < values.limit(); i++) {
            if (!Float.isFinite(values.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static FloatBuffer floats(byte[] packed) {
        return ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
