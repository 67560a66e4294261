package io.foldsync.jobs.ml;

import java.util.Arrays;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;

/** The params of a {@link FoldSyncEstimator} with their defaults, and how they are read. */
public abstract class EstimatorParams extends Estimator<FoldSyncModel> implements FoldSyncParams {
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

    EstimatorParams(String uid) {
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
}
