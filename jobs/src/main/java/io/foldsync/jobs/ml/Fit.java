package io.foldsync.jobs.ml;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.GivenFolds;
import io.foldsync.fold.KFold;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.jobs.Catalogue;
import io.foldsync.jobs.config.RecipeConfig;
import io.foldsync.jobs.config.Setting;
import io.foldsync.spark.CrossValidation;
import io.foldsync.spark.CrossValidationResult;
import io.foldsync.spark.TrainedModel;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.stats.MeasureResult;
import io.foldsync.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One fit of an estimator: a cross-validation into a directory that is read and removed again. */
record Fit(FoldSyncEstimator wanted, Dataset<Row> rows) {

    ModelState state() {
        boolean classes = wanted.getTask().equals("classification");
        RecipeConfig recipe = recipe();
        Configuration hadoop = rows.sparkSession().sparkContext().hadoopConfiguration();
        Training training =
                Catalogue.training(recipe.training(), recipe.scaling(), Catalogue.network(recipe.model(), hadoop));
        TableSpec table = TableSpec.defaults()
                .withLabel(wanted.getLabelCol())
                .withFeatures(wanted.getFeaturesCol())
                .withWeight(wanted.getWeightCol())
                .withShape(recipe.shape())
                .withTask(classes ? TableSpec.Task.CLASSIFICATION : TableSpec.Task.REGRESSION);
        try {
            Path scratch = scratch(hadoop);
            try {
                CrossValidation run = CrossValidation.of(rows, table, training)
                        .seed(wanted.getSeed())
                        .title(wanted.uid())
                        .output(scratch.toString());
                CrossValidationResult result = folds(run, classes).run();
                TrainedModel trained = TrainedModel.load(rows.sparkSession(), scratch.toString());
                return state(result, trained, classes ? "val_accuracy" : "val_rmse");
            } finally {
                scratch.getFileSystem(hadoop).delete(scratch, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CrossValidation folds(CrossValidation run, boolean classes) {
        if (wanted.getUse().equals("refit")) {
            run.refit();
        }
        if (!wanted.getFoldCol().isEmpty()) {
            return run.splitter(GivenFolds.of(wanted.getFoldCol()));
        }
        int k = wanted.getNumFolds();
        return classes ? run.splitter(StratifiedKFold.of(k)) : run.splitter(KFold.of(k));
    }

    private ModelState state(CrossValidationResult result, TrainedModel trained, String headline) {
        String metric = wanted.getMetricName().isEmpty() ? headline : wanted.getMetricName();
        MeasureResult measure = result.measures().stream()
                .filter(known -> known.name().equals(metric))
                .findFirst()
                .orElseThrow(() -> FoldSyncException.of(
                        ErrorCode.CONFIG_UNKNOWN_NAME,
                        "metricName",
                        "no measure " + metric,
                        "one of "
                                + String.join(
                                        ", ",
                                        result.measures().stream()
                                                .map(MeasureResult::name)
                                                .toList()),
                        "Name one of them."));
        boolean collected = wanted.getCollectSubModels();
        boolean alone = wanted.getUse().equals("refit") && !collected;
        ModelState.Scores scores = new ModelState.Scores(
                metric,
                measure.summary().mean(),
                measure.summary().sd(),
                measure.summary().values());
        return new ModelState(alone ? trained.only(List.of("refit")) : trained, scores, collected);
    }

    /** The configuration's text with the params that were set over it. */
    private RecipeConfig recipe() {
        if (!wanted.isDefined(wanted.configuration())) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_MISSING_KEY,
                    "configuration",
                    "not set",
                    "a network, such as model: { architecture: mlp, hidden: [64] }",
                    "Set it.");
        }
        List<Setting> over = new ArrayList<>();
        set(wanted.isSet(wanted.epochs()), "epochs", wanted::getEpochs).ifPresent(over::add);
        set(wanted.isSet(wanted.batchSize()), "batchRows", wanted::getBatchSize).ifPresent(over::add);
        set(wanted.isSet(wanted.learningRate()), "lr", wanted::getLearningRate).ifPresent(over::add);
        String here = "file:" + java.nio.file.Path.of("").toAbsolutePath();
        return RecipeConfig.of("configuration", wanted.getConfiguration(), over, here);
    }

    private static Optional<Setting> set(boolean isSet, String key, Supplier<Object> value) {
        return isSet
                ? Optional.of(Setting.yaml("param", "training." + key, String.valueOf(value.get())))
                : Optional.empty();
    }

    /** A name that nothing has, where executors can write: beside the user's files, or on this machine's disk. */
    private static Path scratch(Configuration hadoop) throws IOException {
        FileSystem files = FileSystem.get(hadoop);
        Path base = files.getScheme().equals("file")
                ? new Path(System.getProperty("java.io.tmpdir"))
                : files.getHomeDirectory();
        return files.makeQualified(new Path(base, "foldsync-fit-" + UUID.randomUUID()));
    }

    /** The labels' names that {@code StringIndexer} left beside the column; none where nobody did. */
    static String[] labels(StructType schema, String column) {
        Attribute known = Attribute.fromStructField(schema.apply(column));
        return known instanceof NominalAttribute nominal && nominal.values().isDefined()
                ? nominal.values().get()
                : new String[0];
    }
}
