package io.foldsync.jobs.bench;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Invented texts of 64 tokens out of 2,000, in ten classes. Row r is of class {@code r mod 10}; each class has 20 tokens of
 * its own, {@code 20 class} to {@code 20 class + 19}, and each token of a text is one of those with probability 1/4, or else
 * any of all 2,000. What a network can learn is which tokens go with which class.
 *
 * <p>The token at place p of row r is made of {@code w}, the {@code (64 r + p)}-th number, counted from 0, of SplitMix64
 * started at the seed: if the lowest two bits of w are 0, {@code 20 class + (w >>> 2) mod 20}, else {@code (w >>> 2) mod
 * 2000}. So other programs can make the same rows, as {@code deploy/bench} does. Source: Steele et al. 2014, "Fast
 * splittable pseudorandom number generators", figure 17.
 */
final class SyntheticText {
    static final String POSITION = "position";
    static final String TOKENS = "tokens";
    static final int LENGTH = 64;
    static final int VOCABULARY = 2000;
    private static final int CLASSES = 10;
    private static final int OWN = 20;
    private static final int CHOICE_BITS = 2;

    private static final StructType COLUMNS = new StructType()
            .add(POSITION, DataTypes.LongType, false)
            .add("label", DataTypes.IntegerType, false)
            .add(TOKENS, DataTypes.createArrayType(DataTypes.IntegerType, false), false);

    private SyntheticText() {}

    static Dataset<Row> rows(SparkSession spark, int rows, long seed) {
        MapFunction<Long, Row> text =
                position -> RowFactory.create(position, (int) (position % CLASSES), tokens(seed, position));
        return spark.range(rows).map(text, Encoders.row(COLUMNS));
    }

    static Integer[] tokens(long seed, long row) {
        int label = (int) (row % CLASSES);
        Integer[] tokens = new Integer[LENGTH];
        for (int place = 0; place < LENGTH; place++) {
            long word = splitMix(seed, LENGTH * row + place);
            long rest = word >>> CHOICE_BITS;
            boolean own = word << (Long.SIZE - CHOICE_BITS) == 0;
            tokens[place] = own ? OWN * label + (int) (rest % OWN) : (int) (rest % VOCABULARY);
        }
        return tokens;
    }

    /** Number i, from 0 on, of the generator that starts at {@code seed}. */
    static long splitMix(long seed, long i) {
        long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
