package io.foldsync.jobs.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** MLlib's own kind of checks: params, copy, save and load, pipelines, folds. */
@Tag("spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldSyncEstimatorTest {
    private static final String NETWORK =
            """
            model: { architecture: mlp, hidden: [16] }
            training: { epochs: 9, lr: 0.01 }
            scaling: standard
            """;

    private final Path folder;
    private final SparkSession spark;
    private final Dataset<Row> digits;

    FoldSyncEstimatorTest(@TempDir Path folder) {
        this.folder = folder;
        this.spark = SparkSession.builder()
                .master("local[2]")
                .appName("estimator")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        this.digits = spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(Path.of("../conf/data/digits.csv").toAbsolutePath().toString())
                .limit(600)
                .withColumn("label", col("label").cast("double"));
    }

    @AfterAll
    void stop() {
        spark.stop();
    }

    private static FoldSyncEstimator estimator() {
        return new FoldSyncEstimator().setConfiguration(NETWORK).setEpochs(3);
    }

    private static VectorAssembler assembler(Dataset<Row> rows) {
        String[] pixels = Arrays.stream(rows.columns())
                .filter(name -> name.matches("p\\d+"))
                .toArray(String[]::new);
        return new VectorAssembler().setInputCols(pixels).setOutputCol("features");
    }

    private Dataset<Row> vectors() {
        return assembler(digits).transform(digits).select("features", "label");
    }

    @Test
    void everyParamHasItsOwnerANameADescriptionAndAGetter() {
        checkParams(new FoldSyncEstimator());
        checkParams(new FoldSyncModel("model"));
        assertThat(Arrays.stream(new FoldSyncEstimator().params()).map(Param::name))
                .contains("numFolds", "foldCol", "seed", "featuresCol", "labelCol", "predictionCol", "probabilityCol")
                .contains("collectSubModels", "configuration", "epochs", "batchSize", "learningRate");
        assertThat(new FoldSyncEstimator().getNumFolds()).isEqualTo(3);
        assertThat(new FoldSyncEstimator().explainParams()).contains("numFolds: number of folds");
    }

    /** As MLlib's {@code ParamsSuite.checkParams}. */
    private static void checkParams(Params of) {
        assertThat(of.params()).isNotEmpty();
        for (Param<?> param : of.params()) {
            assertThat(param.parent()).isEqualTo(of.uid());
            assertThat(of.getParam(param.name())).isEqualTo(param);
            assertThat(param.doc()).isNotBlank();
            String getter = "get" + param.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + param.name().substring(1);
            assertThat(Arrays.stream(of.getClass().getMethods()).map(java.lang.reflect.Method::getName))
                    .contains(getter);
        }
        assertThat(of.copy(new ParamMap()).uid()).isEqualTo(of.uid());
    }

    @Test
    void paramsAreCheckedCopiedSavedAndLoaded() throws IOException {
        FoldSyncEstimator estimator = estimator()
                .setNumFolds(5)
                .setFoldCol("f")
                .setSeed(7)
                .setLearningRate(0.02)
                .setBatchSize(32)
                .setCollectSubModels(true)
                .setUse("refit")
                .setTask("regression");
        String path = folder.resolve("estimator").toString();
        estimator.save(path);
        FoldSyncEstimator loaded = FoldSyncEstimator.load(path);
        assertThat(loaded.uid()).isEqualTo(estimator.uid());
        assertThat(loaded.extractParamMap().toSeq().size())
                .isEqualTo(estimator.extractParamMap().toSeq().size());
        for (Param<?> param : estimator.params()) {
            assertThat(loaded.get(loaded.getParam(param.name())))
                    .as(param.name())
                    .isEqualTo(estimator.get(estimator.getParam(param.name())));
        }
        FoldSyncEstimator copy =
                estimator.copy(new ParamMap().put(estimator.numFolds().w(9)));
        assertThat(copy.getNumFolds()).isEqualTo(9);
        assertThat(estimator.getNumFolds()).isEqualTo(5);
        assertThatThrownBy(() -> estimator.setNumFolds(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> estimator.setUse("best")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPipelineOfNamesLearnsPredictsIsSavedAndGivesTheNamesBack() throws IOException {
        Dataset<Row> named = digits.withColumn(
                        "name", concat(lit("n"), col("label").cast("int")))
                .drop("label");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StringIndexer().setInputCol("name").setOutputCol("label"),
            assembler(named),
            estimator().setCollectSubModels(true),
            new IndexToString().setInputCol("prediction").setOutputCol("answer")
        });
        PipelineModel model = pipeline.fit(named);
        Dataset<Row> predicted = model.transform(named);
        assertThat(predicted.where("answer = name").count()).isGreaterThan(500);
        assertThat(new MulticlassClassificationEvaluator()
                        .setMetricName("accuracy")
                        .evaluate(predicted))
                .isGreaterThan(0.8);
        assertThat(predicted.first().<Vector>getAs("probability").size()).isEqualTo(10);

        FoldSyncModel fitted = (FoldSyncModel) model.stages()[2];
        assertThat(fitted.hasParent()).isTrue();
        assertThat(fitted.getLabels()).hasSize(10).allMatch(name -> name.startsWith("n"));
        assertThat(fitted.metricName()).isEqualTo("val_accuracy");
        assertThat(fitted.avgMetrics()[0])
                .isCloseTo(Arrays.stream(fitted.foldMetrics()).average().orElseThrow(), within(1e-12));
        assertThat(fitted.stdMetrics()[0]).isPositive();
        assertThat(fitted.foldMetrics()).hasSize(3);
        assertThat(fitted.subModels()).hasSize(3).allMatch(fold -> fold.getUse().startsWith("fold-"));

        String path = folder.resolve("pipeline").toString();
        model.save(path);
        PipelineModel loaded = PipelineModel.load(path);
        FoldSyncModel again = (FoldSyncModel) loaded.stages()[2];
        assertThat(again.foldMetrics()).containsExactly(fitted.foldMetrics());
        assertThat(again.getLabels()).containsExactly(fitted.getLabels());
        assertThat(loaded.transform(named).select("answer", "probability").collectAsList())
                .isEqualTo(predicted.select("answer", "probability").collectAsList());
    }

    @Test
    void givenFoldsAndARefitAndNumbers() {
        Dataset<Row> rows =
                vectors().withColumn("fold", col("label").cast("int").mod(2));
        FoldSyncModel model = estimator()
                .setFoldCol("fold")
                .setTask("regression")
                .setUse("refit")
                .fit(rows);
        assertThat(model.foldMetrics()).hasSize(2);
        assertThat(model.metricName()).isEqualTo("val_rmse");
        assertThat(model.trained().members()).containsExactly("refit");
        assertThat(model.transform(rows).columns()).containsExactly("features", "label", "fold", "prediction");
        assertThatThrownBy(model::subModels).isInstanceOf(UnsupportedOperationException.class);
        Dataset<Row> renamed = rows.select(col("features").as("x"));
        FoldSyncModel other = model.copy(new ParamMap()).setFeaturesCol("x").setPredictionCol("y");
        assertThat(other.transform(renamed).columns()).containsExactly("x", "y");
        assertThat(other.parent()).isSameAs(model.parent());
    }

    @Test
    void whatDoesNotFitIsToldBeforeAnythingIsTrained() {
        Dataset<Row> rows = vectors();
        assertThatThrownBy(() -> estimator()
                        .setFeaturesCol("pixels")
                        .setLabelCol("features")
                        .fit(rows))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContainingAll("featuresCol: no column 'pixels'", "labelCol: column 'features' of");
        assertThatThrownBy(() -> estimator().fit(rows.withColumn("prediction", lit(1))))
                .hasMessageContaining("a column 'prediction' already");
        assertThatThrownBy(() -> estimator().setFoldCol("label").fit(rows)).hasMessageContaining("foldCol");
        assertThatThrownBy(() -> new FoldSyncEstimator().fit(rows)).hasMessageContaining("configuration: not set");
        assertThatThrownBy(() -> estimator()
                        .setConfiguration("model: { architecture: mlp, hiden: [8] }\nfolds: { k: 2 }")
                        .fit(rows))
                .hasMessageContainingAll("configuration:1 model.hiden", "Write hidden", "configuration:2 folds");
        assertThat(estimator().transformSchema(rows.schema()).fieldNames())
                .containsExactly("features", "label", "prediction", "probability");
    }
}
