package io.foldsync.jobs.ml;

import java.util.Arrays;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Cross-validates a network, all folds in step, as a stage of Spark ML; params have MLlib's names.
 *
 * <p>Labels are numbers as MLlib's are: whole ones for classes, by {@code StringIndexer} for instance. Once
 * {@code configuration} says which network, the defaults do: 3 stratified folds, all folds' networks together predict.
 */
public final class FoldSyncEstimator extends Estimator<FoldSyncModel> implements FoldSyncParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;
    private static final double NO_LEAST = 0;

    private final String uid;
    private final Param<String> featuresCol;
    private final Param<String> labelCol;
    private final Param<String> weightCol;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final Param<String> foldCol;
    private final IntParam numFolds;
    private final LongParam seed;
    private final Param<String> task;
    private final Param<String> configuration;
    private final IntParam epochs;
    private final IntParam batchSize;
    private final DoubleParam learningRate;
    private final Param<String> metricName;
    private final Param<String> use;
    private final BooleanParam collectSubModels;

    public FoldSyncEstimator() {
        this(Identifiable$.MODULE$.randomUID("foldSync"));
    }

    public FoldSyncEstimator(String uid) {
        this.uid = uid; // first: params ask for it
        this.featuresCol = text("featuresCol", "column of ML vectors or of arrays of numbers", "features");
        this.labelCol = text("labelCol", "column of labels, numbers", "label");
        this.weightCol = text("weightCol", "column of the rows' weights; empty: every row weighs 1", "");
        this.predictionCol = text("predictionCol", "column for predicted labels; empty for none", "prediction");
        this.probabilityCol = text("probabilityCol", "column for class probabilities; empty for none", "probability");
        this.foldCol = text("foldCol", "column of each row's fold, from 0; empty: rows are dealt to numFolds", "");
        this.numFolds = new IntParam(this, "numFolds", "number of folds, at least 2", ParamValidators.gtEq(2));
        this.seed = new LongParam(this, "seed", "the root of every random draw");
        this.task = oneOf("task", "what labels are", "classification", "regression");
        this.configuration = new Param<>(
                this, "configuration", "the network and its training, YAML or JSON: model, training, scaling, shape");
        this.epochs = new IntParam(this, "epochs", "most epochs, over the configuration", ParamValidators.gtEq(1));
        this.batchSize =
                new IntParam(this, "batchSize", "rows a batch, over the configuration", ParamValidators.gtEq(1));
        this.learningRate = new DoubleParam(
                this, "learningRate", "step size, over the configuration", ParamValidators.gt(NO_LEAST));
        this.metricName =
                text("metricName", "measure of avgMetrics; empty: val_accuracy, or val_rmse for regression", "");
        this.use = oneOf(
                "use",
                "which networks the model predicts with: all folds', or one trained on all rows",
                "ensemble",
                "refit");
        this.collectSubModels = new BooleanParam(this, "collectSubModels", "whether to keep each fold's model");
        setDefault(numFolds, 3);
        setDefault(seed, 42L);
        setDefault(collectSubModels, false);
    }

    private Param<String> text(String name, String description, String fallback) {
        Param<String> param = new Param<>(this, name, description);
        setDefault(param, fallback);
        return param;
    }

    /** The first is the default. */
    private Param<String> oneOf(String name, String description, String... values) {
        Param<String> param = new Param<>(
                this,
                name,
                description + ": " + String.join(" or ", values),
                ParamValidators.inArray(Arrays.asList(values)));
        setDefault(param, values[0]);
        return param;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<String> featuresCol() {
        return featuresCol;
    }

    public Param<String> labelCol() {
        return labelCol;
    }

    public Param<String> weightCol() {
        return weightCol;
    }

    @Override
    public Param<String> predictionCol() {
        return predictionCol;
    }

    @Override
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    public Param<String> foldCol() {
        return foldCol;
    }

    public IntParam numFolds() {
        return numFolds;
    }

    public LongParam seed() {
        return seed;
    }

    public Param<String> task() {
        return task;
    }

    public Param<String> configuration() {
        return configuration;
    }

    public IntParam epochs() {
        return epochs;
    }

    public IntParam batchSize() {
        return batchSize;
    }

    public DoubleParam learningRate() {
        return learningRate;
    }

    public Param<String> metricName() {
        return metricName;
    }

    public Param<String> use() {
        return use;
    }

    public BooleanParam collectSubModels() {
        return collectSubModels;
    }

    public String getLabelCol() {
        return getOrDefault(labelCol);
    }

    public String getWeightCol() {
        return getOrDefault(weightCol);
    }

    public String getFoldCol() {
        return getOrDefault(foldCol);
    }

    public int getNumFolds() {
        return (Integer) getOrDefault(numFolds);
    }

    public long getSeed() {
        return (Long) getOrDefault(seed);
    }

    public String getTask() {
        return getOrDefault(task);
    }

    public String getConfiguration() {
        return getOrDefault(configuration);
    }

    public int getEpochs() {
        return (Integer) getOrDefault(epochs);
    }

    public int getBatchSize() {
        return (Integer) getOrDefault(batchSize);
    }

    public double getLearningRate() {
        return (Double) getOrDefault(learningRate);
    }

    public String getMetricName() {
        return getOrDefault(metricName);
    }

    public String getUse() {
        return getOrDefault(use);
    }

    public boolean getCollectSubModels() {
        return (Boolean) getOrDefault(collectSubModels);
    }

    public FoldSyncEstimator setFeaturesCol(String column) {
        return with(featuresCol, column);
    }

    public FoldSyncEstimator setLabelCol(String column) {
        return with(labelCol, column);
    }

    public FoldSyncEstimator setWeightCol(String column) {
        return with(weightCol, column);
    }

    public FoldSyncEstimator setPredictionCol(String column) {
        return with(predictionCol, column);
    }

    public FoldSyncEstimator setProbabilityCol(String column) {
        return with(probabilityCol, column);
    }

    public FoldSyncEstimator setFoldCol(String column) {
        return with(foldCol, column);
    }

    public FoldSyncEstimator setNumFolds(int folds) {
        return with(numFolds, folds);
    }

    public FoldSyncEstimator setSeed(long root) {
        return with(seed, root);
    }

    public FoldSyncEstimator setTask(String name) {
        return with(task, name);
    }

    public FoldSyncEstimator setConfiguration(String text) {
        return with(configuration, text);
    }

    public FoldSyncEstimator setEpochs(int most) {
        return with(epochs, most);
    }

    public FoldSyncEstimator setBatchSize(int rows) {
        return with(batchSize, rows);
    }

    public FoldSyncEstimator setLearningRate(double rate) {
        return with(learningRate, rate);
    }

    public FoldSyncEstimator setMetricName(String measure) {
        return with(metricName, measure);
    }

    public FoldSyncEstimator setUse(String networks) {
        return with(use, networks);
    }

    public FoldSyncEstimator setCollectSubModels(boolean collect) {
        return with(collectSubModels, collect);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // MLlib's int and double params are Params of Object to Java
    private FoldSyncEstimator with(Param param, Object value) {
        set(param, value);
        return this;
    }

    @Override
    public FoldSyncModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        FoldSyncModel model = new FoldSyncModel(uid, new Fit(this, dataset.toDF()).state());
        model.setParent(this);
        return copyValues(model, extractParamMap()).labelled(Fit.labels(dataset.schema(), getLabelCol()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Schemas checked =
                new Schemas(schema).vectors("featuresCol", getFeaturesCol()).numbers("labelCol", getLabelCol());
        checked = getWeightCol().isEmpty() ? checked : checked.numbers("weightCol", getWeightCol());
        checked = getFoldCol().isEmpty() ? checked : checked.integers("foldCol", getFoldCol());
        return checked.with(getPredictionCol(), getTask().equals("classification") ? getProbabilityCol() : "");
    }

    @Override
    public FoldSyncEstimator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    public static MLReader<FoldSyncEstimator> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads a saved estimator. */
    public static FoldSyncEstimator load(String path) {
        return read().load(path);
    }
}
