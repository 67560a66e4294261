package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Scaling;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Mlp;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of the README, run. */
@Tag("spark")
class ReadmeExampleTest {

    @Test
    void theReadmesTenLinesCrossValidateTheDigits() throws Exception {
        CrossValidationResult result = Masters.on("local[2]", ReadmeExampleTest::example);
        assertThat(result.measure("val_accuracy").summary().mean()).isBetween(0.955, 0.985);
    }

    private static CrossValidationResult example(SparkSession spark) {
        // README begin
        Dataset<Row> digits = spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(Digits.file().toString());
        Training training =
                Training.of(new Mlp(List.of(256, 128), 0.5)).withEpochs(20).withScaling(Scaling.STANDARD);
        CrossValidationResult result = CrossValidation.of(digits, TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(10))
                .seed(42)
                .run();
        System.out.println(result.measure("val_accuracy").interval());
        result.predictions().show(5);
        // README end
        return result;
    }
}
