package io.foldsync.jobs.bench;

import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Invented images in ten classes, in the columns and the shape of Fashion-MNIST's: each class has a pattern, and half of
 * each pixel is noise. A function of row number and seed, so that no partitioning changes them.
 */
final class SyntheticImages {
    static final String POSITION = "position";
    static final int SIDE = 28;
    private static final int CLASSES = 10;

    private static final StructType COLUMNS = new StructType()
            .add(POSITION, DataTypes.LongType, false)
            .add("label", DataTypes.IntegerType, false)
            .add("image", DataTypes.BinaryType, false);

    private SyntheticImages() {}

    static Dataset<Row> rows(SparkSession spark, int rows, long seed) {
        Seed root = Seed.root(seed).child("synthetic images");
        MapFunction<Long, Row> image = position -> {
            int label = (int) (position % CLASSES);
            return RowFactory.create(position, label, pixels(root, label, position));
        };
        return spark.range(rows).map(image, Encoders.row(COLUMNS));
    }

    private static byte[] pixels(Seed root, int label, long position) {
        RandomStream pattern = root.child("class").child(label).stream();
        RandomStream noise = root.child("row").child(position).stream();
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (pattern.nextInt(128) + noise.nextInt(128));
        }
        return pixels;
    }
}
