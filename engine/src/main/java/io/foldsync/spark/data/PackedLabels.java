package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Iterator;
import scala.collection.Seq;

/** A row's labels as one binary value: a byte for each label there is, 1 where the row has it. */
final class PackedLabels {
    private PackedLabels() {}

    /** Of arrays of labels, all of them among {@code labels}, longs or strings. */
    static Column of(Column arrays, List<? extends Serializable> labels) {
        HashMap<Object, Integer> codes = new HashMap<>();
        labels.forEach(label -> codes.put(label, codes.size()));
        return udf((UDF1<Seq<Object>, byte[]>) row -> pack(row, codes), DataTypes.BinaryType)
                .apply(arrays);
    }

    /** Of arrays of doubles, each 0 or 1. */
    static Column ofFlags(Column arrays) {
        return udf((UDF1<Seq<Double>, byte[]>) PackedLabels::packFlags, DataTypes.BinaryType)
                .apply(arrays);
    }

    static byte[] pack(Seq<Object> row, Map<Object, Integer> codes) {
        byte[] packed = new byte[codes.size()];
        for (Iterator<Object> each = row.iterator(); each.hasNext(); ) {
            Object label = each.next();
            Integer code = codes.get(label);
            if (code == null) {
                throw ClassCodes.unlearned(label);
            }
            packed[code] = 1;
        }
        return packed;
    }

    static byte[] packFlags(Seq<Double> row) {
        byte[] packed = new byte[row.size()];
        int next = 0;
        for (Iterator<Double> each = row.iterator(); each.hasNext(); ) {
            packed[next++] = (byte) (double) each.next();
        }
        return packed;
    }
}
