package io.foldsync.spark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Pairs of IDX image and label files as rows {@code [position, label, image]}; one task a pair. */
final class IdxImages {
    /** The row's place in the pool, from 0: the pairs in the order given, each in its own order. */
    static final String POSITION = "position";

    static final String LABEL = "label";

    /** The pixels as unsigned bytes, row by row; the column's metadata hold {@code [1, height, width]}. */
    static final String IMAGE = "image";

    /** The key under which a feature column's metadata name the shape of its values. */
    static final String SHAPE = "foldsync.shape";

    private IdxImages() {}

    /** @throws io.foldsync.error.FoldSyncException when headers are wrong or do not go together */
    static Dataset<Row> read(SparkSession spark, List<String> images, List<String> labels) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        List<IdxPair> pairs = new ArrayList<>();
        long position = 0;
        for (int i = 0; i < images.size(); i++) {
            IdxPair pair = new IdxPair(
                    IdxFile.describe(hadoop, images.get(i), 3), IdxFile.describe(hadoop, labels.get(i), 1), position);
            pair.requireShapeOf(pairs.isEmpty() ? pair : pairs.get(0));
            pairs.add(pair);
            position += pair.images().items();
        }
        List<Integer> sizes = pairs.get(0).images().dimensions();
        Metadata shape = new MetadataBuilder()
                .putLongArray(SHAPE, new long[] {1, sizes.get(1), sizes.get(2)})
                .build();
        StructType schema = new StructType(new StructField[] {
            new StructField(POSITION, DataTypes.LongType, false, Metadata.empty()),
            new StructField(LABEL, DataTypes.IntegerType, false, Metadata.empty()),
            new StructField(IMAGE, DataTypes.BinaryType, false, shape)
        });
        SerializableConfiguration files = new SerializableConfiguration(hadoop);
        // The RDD holds numbers, not pairs: a session may serialise its data with Kryo, which cannot take records.
        JavaRDD<Row> rows = new JavaSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, pairs.size()).boxed().toList(), pairs.size())
                .flatMap(i -> pairs.get(i).rows(files.value()));
        return spark.createDataFrame(rows, schema);
    }
}
