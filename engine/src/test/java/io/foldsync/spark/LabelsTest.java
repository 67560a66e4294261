package io.foldsync.spark;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.Target;
import io.foldsync.fold.KFold;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Adam;
import io.foldsync.nn.BinaryCrossEntropyLoss;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.FocalLoss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Network;
import io.foldsync.nn.TorchScript;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Rows of which each may have any of three labels, cross-validated. */
class LabelsTest extends LocalSpark {
    static final TableSpec SPEC =
            TableSpec.defaults().withId("id").withFeatures("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7");

    /** 240 rows of eight features from a hash; sums of two of them decide about the labels a, b and c. */
    static Dataset<Row> rows(SparkSession spark) {
        Dataset<Row> rows = spark.range(0, 240, 1, 3).selectExpr("concat('k', id) id");
        for (int j = 0; j < 8; j++) {
            rows = rows.withColumn("x" + j, expr("pmod(xxhash64(id, " + j + "), 2001) / 1000D - 1"));
        }
        return rows.withColumn("a", expr("x0 + x1 > 0"))
                .withColumn("b", expr("int(x2 - x3 > 0.3)"))
                .withColumn("c", expr("double(x4 > 0.4)"))
                .withColumn(
                        "label",
                        expr("filter(array(IF(c = 1, 'c', ''), IF(a, 'a', ''), IF(b = 1, 'b', '')), x -> x != '')"))
                .withColumn("text", expr("concat_ws(' | ', label)"));
    }

    static CrossValidation run(Dataset<Row> rows, TableSpec spec, Training training) {
        return CrossValidation.of(rows, spec, training).seed(3);
    }

    @Test
    void everyMeasureIsWhatThePredictionsSay() {
        Training training = Training.of(new Mlp(List.of(16), 0))
                .withLoss(new BinaryCrossEntropyLoss(List.of(1.0, 2.0, 3.0)))
                .withOptimizer(Adam.of(0.01))
                .withBatchRows(16)
                .withEpochs(40)
                .withEarlyStopping(new EarlyStopping("val_micro_f1", 8, 0));
        CrossValidationResult result = run(rows(spark()), SPEC, training).run();

        assertThat(result.data().target()).isEqualTo(new Target.Labels(List.of("a", "b", "c")));
        assertThat(result.split().folds()).isEqualTo(5);
        assertThat(result.measure("val_micro_f1").summary().mean()).isGreaterThan(0.85);
        assertThat(result.measure("train_exact_match").summary().mean()).isGreaterThan(0.6);
        List<Row> predictions = result.predictions().collectAsList();
        assertThat(predictions).hasSize(240).extracting(row -> row.getString(0)).doesNotHaveDuplicates();
        assertThat(pooled(result, "val_exact_match"))
                .isCloseTo(mean(predictions, row -> row.get(2).equals(row.get(3)) ? 1 : 0), within(1e-12));
        assertThat(pooled(result, "val_hamming_loss"))
                .isCloseTo(mean(predictions, row -> mistakes(row) / 3), within(1e-12));
        assertThat(pooled(result, "val_loss")).isCloseTo(mean(predictions, LabelsTest::loss), within(1e-6));
        assertThat(result.record().confusion()).isEmpty();
        assertThat(result.record().labels().orElseThrow().names()).containsExactly("a", "b", "c");
        assertThat(result.record().labels().orElseThrow().counts().get(1).rows())
                .isEqualTo((double) rows(spark()).where("b = 1").count());
    }

    @Test
    void arraysTextsAndColumnsAreTheSameData() {
        Training training = Training.of(new Mlp(List.of(4), 0)).withEpochs(1);
        Dataset<Row> rows = rows(spark());
        CrossValidationResult arrays = run(rows, SPEC, training).run();
        for (TableSpec spec : List.of(SPEC.withLabel("text").withLabelSeparator("|"), SPEC.withLabels("a", "b", "c"))) {
            CrossValidationResult same = run(rows, spec, training).run();
            assertThat(same.data()).isEqualTo(arrays.data());
            assertThat(same.history()).isEqualTo(arrays.history());
        }
    }

    @Test
    void networksThatAreNotCompiledLearnLabelsToo() throws IOException {
        Path file = Path.of("src/test/resources/golden/nn/mlp.pt");
        for (Network network :
                List.of(TorchScript.of("mlp.pt", Files.readAllBytes(file)), new DenseBlock(Map.of("hidden", "8")))) {
            Training training = Training.of(network)
                    .withLoss(new FocalLoss(1, List.of()))
                    .withOptimizer(Adam.of(0.02))
                    .withBatchRows(16)
                    .withEpochs(6);
            CrossValidationResult result =
                    run(rows(spark()), SPEC, training).splitter(KFold.of(2)).run();
            assertThat(result.measure("val_micro_f1").summary().mean())
                    .as(network.describe())
                    .isGreaterThan(0.6);
            assertThat(result.measure("train_exact_match").summary().mean())
                    .as(network.describe())
                    .isGreaterThan(0.3);
        }
    }

    @Test
    void whatIsForClassesIsRefused() {
        Training training = Training.of(new Mlp(List.of(4), 0));
        assertThatThrownBy(() -> run(rows(spark()), SPEC, training)
                        .splitter(StratifiedKFold.of(3))
                        .run())
                .hasMessageContaining("rows that may have several labels, and so belong to no one stratum");
        assertThatThrownBy(() -> run(
                                rows(spark()),
                                SPEC,
                                training.withEarlyStopping(new EarlyStopping("val_accuracy", 3, 0)))
                        .run())
                .hasMessage("training.earlyStopping.monitor: no measure val_accuracy; expected one of val_loss,"
                        + " val_micro_f1, val_macro_f1, val_exact_match, val_hamming_loss, train_loss, train_exact_match."
                        + " Name a measure that this task reports.");
    }

    private static double pooled(CrossValidationResult result, String measure) {
        return result.measure(measure).summary().pooled().orElseThrow();
    }

    private static double mean(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double mistakes(Row row) {
        List<String> label = row.getList(2);
        List<String> prediction = row.getList(3);
        List<Double> probability = row.getList(4);
        double mistakes = 0;
        for (int c = 0; c < 3; c++) {
            String name = List.of("a", "b", "c").get(c);
            assertThat(prediction.contains(name)).isEqualTo(probability.get(c) > 0.5);
            mistakes += label.contains(name) == prediction.contains(name) ? 0 : 1;
        }
        return mistakes;
    }

    private static double loss(Row row) {
        List<String> label = row.getList(2);
        List<Double> probability = row.getList(4);
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double p = probability.get(c);
            sum -= label.contains(List.of("a", "b", "c").get(c)) ? (c + 1) * Math.log(p) : Math.log(1 - p);
        }
        return sum / 3;
    }
}
