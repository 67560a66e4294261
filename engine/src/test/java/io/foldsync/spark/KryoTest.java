package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Mlp;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kryo 4 cannot carry records; an application that has chosen it for its own data can cross-validate all the same. */
@Tag("cluster")
class KryoTest {

    @Test
    void anApplicationThatSerialisesWithKryoCanCrossValidate() throws Exception {
        System.setProperty("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        try {
            assertThat(Masters.on("local-cluster[1,2,1024]", KryoTest::accuracy))
                    .isGreaterThan(0.5);
        } finally {
            System.clearProperty("spark.serializer");
        }
    }

    private static double accuracy(SparkSession spark) {
        assertThat(spark.sparkContext().getConf().get("spark.serializer")).contains("Kryo");
        Training training = Training.of(new Mlp(List.of(32), 0)).withEpochs(3);
        return CrossValidation.of(Digits.rows(spark), TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(3))
                .run()
                .measure("val_accuracy")
                .summary()
                .mean();
    }
}
