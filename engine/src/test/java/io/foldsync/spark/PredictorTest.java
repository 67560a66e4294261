package io.foldsync.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.foldsync.data.Scaling;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.NamedBlock;
import io.foldsync.nn.Network;
import io.foldsync.nn.TorchScript;
import io.foldsync.spark.data.SparkFaults;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest extends LocalSpark {
    private static final int FOLDS = 3;

    @TempDir
    private static Path folder = Path.of("");

    private static Path run = Path.of("");

    @BeforeAll
    static void crossValidate() {
        run = folder.resolve("mlp");
        cv(new Mlp(List.of(32), 0.2), run).refit().run();
    }

    private static Dataset<Row> digits() {
        return Digits.rows(spark()).withColumn("row", monotonically_increasing_id());
    }

    private static CrossValidation cv(Network network, Path output) {
        Training training = Training.of(network).withEpochs(2).withScaling(Scaling.STANDARD);
        return CrossValidation.of(digits(), TableSpec.defaults().withId("row"), training)
                .splitter(StratifiedKFold.of(FOLDS))
                .output(output.toString());
    }

    private static TrainedModel model() {
        return TrainedModel.load(spark(), run.toString());
    }

    @Test
    void everyFoldPredictsWhatItPredictedOutOfFold() {
        assertSameAsOutOfFold(run);
    }

    @Test
    void soDoNetworksThatAreNotCompiled() throws IOException {
        Path file = Digits.file().resolveSibling("../networks/digits.pt");
        Network script = TorchScript.of("digits.pt", Files.readAllBytes(file));
        Network block = NamedBlock.of(DenseBlock.class.getName(), Map.of("hidden", "24"));
        for (Network network : List.of(script, block)) {
            Path output = folder.resolve(network.getClass().getSimpleName());
            cv(network, output).run();
            assertSameAsOutOfFold(output);
        }
    }

    private static void assertSameAsOutOfFold(Path output) {
        TrainedModel model = TrainedModel.load(spark(), output.toString());
        Map<String, Row> outOfFold = new TreeMap<>();
        spark().read()
                .parquet(output.resolve("predictions.parquet").toString())
                .collectAsList()
                .forEach(row -> outOfFold.put(row.getAs("id"), row));
        int compared = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            for (Row row : model.use("fold-" + fold).predict(digits()).collectAsList()) {
                Row known = requireNonNull(outOfFold.get(String.valueOf(row.<Long>getAs("row"))));
                if (known.<Integer>getAs("fold") == fold) {
                    assertThat(row.<String>getAs("prediction")).isEqualTo(known.getAs("prediction"));
                    assertThat(probability(row)).containsExactly(probability(known), within(1e-6));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(1797);
    }

    private static double[] probability(Row row) {
        return row.<Double>getList(row.fieldIndex("probability")).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @Test
    void theEnsembleIsTheMeanOfTheFoldsAndKeepsEveryColumn() {
        Dataset<Row> some = digits().where("row < 50").repartition(3);
        List<Row> together = model().ensemble().predict(some).orderBy("row").collectAsList();
        List<List<Row>> alone = model().members().stream()
                .filter(member -> !member.equals("refit"))
                .map(member -> model().use(member).predict(some).orderBy("row").collectAsList())
                .toList();
        assertThat(alone).hasSize(FOLDS);
        assertThat(together).hasSize(50);
        for (int i = 0; i < 50; i++) {
            double[] mean = new double[10];
            for (List<Row> fold : alone) {
                double[] p = probability(fold.get(i));
                Arrays.setAll(mean, j -> mean[j] + p[j] / FOLDS);
            }
            assertThat(probability(together.get(i))).containsExactly(mean, within(1e-12));
            assertThat(together.get(i).<Integer>getAs("label"))
                    .isEqualTo(alone.get(0).get(i).getAs("label"));
        }
    }

    @Test
    void theRefitHasLearnedAllRows() {
        assertThat(model().members()).containsExactly("fold-0", "fold-1", "fold-2", "refit");
        long right = model().use("refit")
                .predict(digits())
                .where("prediction = label")
                .count();
        assertThat(right).isGreaterThan(1797 * 7 / 10);
    }

    /** Loaded as anybody loads a DJL model, without FoldSync: raw features in, answers out. */
    @Test
    void anExportedModelAnswersAlikeInPlainDjl() throws Exception {
        Configuration hadoop = spark().sparkContext().hadoopConfiguration();
        List<Row> rows = digits().limit(40).collectAsList();
        float[][] features = rows.stream().map(PredictorTest::features).toArray(float[][]::new);
        for (String use : List.of("fold-1", "ensemble")) {
            Path exported = folder.resolve("exported-" + use);
            ModelExport.write(model(), model().use(use), hadoop, exported.toString());
            assertThat(exported.resolve("synset.txt")).hasContent("0\n1\n2\n3\n4\n5\n6\n7\n8\n9");
            List<Row> ours = model().use(use).predict(digits().limit(40)).collectAsList();
            Criteria<NDList, NDList> criteria = Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optEngine("PyTorch")
                    .optModelPath(exported)
                    .build();
            try (ZooModel<NDList, NDList> model = criteria.loadModel();
                    ai.djl.inference.Predictor<NDList, NDList> predictor = model.newPredictor();
                    NDManager manager = model.getNDManager().newSubManager()) {
                float[] answers = predictor
                        .predict(new NDList(manager.create(features)))
                        .singletonOrThrow()
                        .toFloatArray();
                for (int i = 0; i < 40; i++) {
                    double[] p = probability(ours.get(i));
                    for (int c = 0; c < 10; c++) {
                        assertThat((double) answers[i * 10 + c]).isCloseTo(p[c], within(1e-6));
                    }
                }
            }
        }
    }

    private static float[] features(Row row) {
        float[] features = new float[64];
        for (int j = 0; j < 64; j++) {
            features[j] = row.<Integer>getAs("p" + j);
        }
        return features;
    }

    @Test
    void aSavedModelLoadsAgainAndTheRunMayGo(@TempDir Path copies) {
        TrainedModel model = model();
        Path copy = copies.resolve("copy");
        model.save(spark(), copy.toString());
        Dataset<Row> some = digits().limit(20);
        assertThat(TrainedModel.load(spark(), copy.toString())
                        .ensemble()
                        .predict(some)
                        .collectAsList())
                .isEqualTo(model.ensemble().predict(some).collectAsList());
    }

    @Test
    void featuresMayBeHeldInOneColumnWhenTheyWereTrainedSo(@TempDir Path other) {
        Column[] pixels = Arrays.stream(digits().columns())
                .filter(name -> name.matches("p\\d+"))
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        Dataset<Row> arrays = digits().select(col("label"), array(pixels).as("pixels"));
        Path output = other.resolve("run");
        Training training = Training.of(new Mlp(List.of(8), 0)).withEpochs(1);
        CrossValidation.of(arrays, TableSpec.defaults().withFeatures("pixels"), training)
                .splitter(StratifiedKFold.of(2))
                .output(output.toString())
                .run();
        TrainedModel model = TrainedModel.load(spark(), output.toString());
        assertThat(model.features()).containsExactly("pixels");
        assertThat(model.ensemble().predict(arrays.drop("label")).count()).isEqualTo(1797);
        Dataset<Row> shorter = arrays.withColumn("pixels", slice(col("pixels"), 1, 63));
        assertFault(
                ErrorCode.DATA_VALUE,
                () -> SparkFaults.surfaced(
                        () -> model.ensemble().predict(shorter).collectAsList()),
                "63 features",
                "the 64 features");
    }

    @Test
    void whatCannotBeScoredIsTold() {
        Dataset<Row> rows = digits();
        String pixel = model().features().get(3);
        assertFault(
                ErrorCode.DATA_COLUMN, () -> model().ensemble().predict(rows.drop(pixel)), "no column '" + pixel + "'");
        assertFault(
                ErrorCode.DATA_COLUMN,
                () -> model().ensemble().predict(rows.withColumn("Prediction", lit(1))),
                "column 'prediction'",
                "have one already");
        Dataset<Row> holes =
                rows.withColumn(pixel, when(col("row").equalTo(5), null).otherwise(col(pixel)));
        assertFault(
                ErrorCode.DATA_VALUE,
                () -> SparkFaults.surfaced(
                        () -> model().ensemble().predict(holes).collectAsList()),
                "missing, NaN",
                "'" + pixel + "'");
        assertFault(
                ErrorCode.CONFIG_UNKNOWN_NAME, () -> model().use("fold-3"), "no network fold-3", "ensemble, fold-0");
    }

    @Test
    void aFolderThatHoldsNoFinishedRunIsTold(@TempDir Path empty) throws IOException {
        assertFault(
                ErrorCode.DATA_NOT_FOUND,
                () -> TrainedModel.load(spark(), empty.resolve("nowhere").toString()),
                "no such folder");
        assertFault(ErrorCode.DATA_NOT_FOUND, () -> TrainedModel.load(spark(), empty.toString()), "not finished");
        Files.createFile(empty.resolve("_SUCCESS"));
        assertFault(ErrorCode.DATA_NOT_FOUND, () -> TrainedModel.load(spark(), empty.toString()), "no model.json");
        String card = Files.readString(run.resolve("model.json"));
        for (String spoiled : List.of(
                "{}",
                card.replace("foldsync-model/1", "foldsync-model/2"),
                card.replace("\"target\"", "\"aim\""),
                card.replace("\"fold-1\"", "\"../../fold-1\""),
                card.substring(0, card.length() / 2))) {
            Files.writeString(empty.resolve("model.json"), spoiled);
            assertFault(ErrorCode.DATA_FORMAT, () -> TrainedModel.load(spark(), empty.toString()), "model.json");
        }
    }

    private static void assertFault(ErrorCode code, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .hasMessageContainingAll(words)
                .extracting(
                        thrown -> ((FoldSyncException) thrown).faults().get(0).code())
                .isEqualTo(code);
    }
}
