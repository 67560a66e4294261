package io.foldsync.jobs.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
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
public final class FoldSyncEstimator extends EstimatorParams implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    public FoldSyncEstimator() {
        this(Identifiable$.MODULE$.randomUID("foldSync"));
    }

    public FoldSyncEstimator(String uid) {
        super(uid);
    }

    public FoldSyncEstimator setFeaturesCol(String column) {
        return with(featuresCol(), column);
    }

    public FoldSyncEstimator setLabelCol(String column) {
        return with(labelCol(), column);
    }

    public FoldSyncEstimator setWeightCol(String column) {
        return with(weightCol(), column);
    }

    public FoldSyncEstimator setPredictionCol(String column) {
        return with(predictionCol(), column);
    }

    public FoldSyncEstimator setProbabilityCol(String column) {
        return with(probabilityCol(), column);
    }

    public FoldSyncEstimator setFoldCol(String column) {
        return with(foldCol(), column);
    }

    public FoldSyncEstimator setNumFolds(int folds) {
        return with(numFolds(), folds);
    }

    public FoldSyncEstimator setSeed(long root) {
        return with(seed(), root);
    }

    public FoldSyncEstimator setTask(String name) {
        return with(task(), name);
    }

    public FoldSyncEstimator setConfiguration(String text) {
        return with(configuration(), text);
    }

    public FoldSyncEstimator setEpochs(int most) {
        return with(epochs(), most);
    }

    public FoldSyncEstimator setBatchSize(int rows) {
        return with(batchSize(), rows);
    }

    public FoldSyncEstimator setLearningRate(double rate) {
        return with(learningRate(), rate);
    }

    public FoldSyncEstimator setMetricName(String measure) {
        return with(metricName(), measure);
    }

    public FoldSyncEstimator setUse(String networks) {
        return with(use(), networks);
    }

    public FoldSyncEstimator setCollectSubModels(boolean collect) {
        return with(collectSubModels(), collect);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // MLlib's int and double params are Params of Object to Java
    private FoldSyncEstimator with(Param param, Object value) {
        set(param, value);
        return this;
    }

    @Override
    public FoldSyncModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        FoldSyncModel model = new FoldSyncModel(uid(), new Fit(this, dataset.toDF()).state());
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
