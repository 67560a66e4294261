package io.foldsync.jobs.ml;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import io.foldsync.spark.Predictor;
import io.foldsync.spark.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FoldSyncEstimator} learned: predicts with all folds' networks together, or with the one that was refitted on
 * all rows, and knows the cross-validated scores.
 */
public final class FoldSyncModel extends Model<FoldSyncModel> implements FoldSyncParams, MLWritable {
    private static final long serialVersionUID = 1L;
    private static final String ANSWER = "foldsync.prediction";
    private static final String PROBABILITIES = "foldsync.probability";

    private final String uid;
    private final Param<String> featuresCol;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final Param<String> use;
    private final StringArrayParam labels;
    private transient @Nullable ModelState state;

    /** A model without networks; what reads one from files starts so. */
    public FoldSyncModel(String uid) {
        this.uid = uid; // first: params ask for it
        this.featuresCol = new Param<>(this, "featuresCol", "column of ML vectors or of arrays of numbers");
        this.predictionCol = new Param<>(this, "predictionCol", "column for predicted labels; empty for none");
        this.probabilityCol = new Param<>(this, "probabilityCol", "column for class probabilities; empty for none");
        this.use = new Param<>(this, "use", "which networks predict: ensemble, refit, or fold-0 and so on");
        this.labels = new StringArrayParam(this, "labels", "the labels' names, where the training rows told them");
        setDefault(featuresCol, "features");
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
        setDefault(use, TrainedModel.ENSEMBLE);
        setDefault(labels, new String[0]);
    }

    FoldSyncModel(String uid, ModelState state) {
        this(uid);
        this.state = state;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<String> featuresCol() {
        return featuresCol;
    }

    @Override
    public Param<String> predictionCol() {
        return predictionCol;
    }

    @Override
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /** Which networks predict: {@code ensemble}, {@code refit}, or {@code fold-0} and so on, as far as the model has them. */
    public Param<String> use() {
        return use;
    }

    /** The labels' names by label, where the training rows told them; empty otherwise. */
    public StringArrayParam labels() {
        return labels;
    }

    public String getUse() {
        return getOrDefault(use);
    }

    public String[] getLabels() {
        return getOrDefault(labels);
    }

    public FoldSyncModel setFeaturesCol(String column) {
        set(featuresCol, column);
        return this;
    }

    public FoldSyncModel setPredictionCol(String column) {
        set(predictionCol, column);
        return this;
    }

    public FoldSyncModel setProbabilityCol(String column) {
        set(probabilityCol, column);
        return this;
    }

    public FoldSyncModel setUse(String networks) {
        set(use, networks);
        return this;
    }

    ModelState state() {
        return requireNonNull(state, "a model without networks");
    }

    /** The networks. */
    public TrainedModel trained() {
        return state().trained();
    }

    /** The labels in the order of the probabilities, as they were in the training rows; empty for regression. */
    public double[] classes() {
        return trained().classes().stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** The cross-fold mean of the estimator's measure; one element, as MLlib has one for each param map. */
    public double[] avgMetrics() {
        return new double[] {state().scores().average()};
    }

    /** The standard deviation over folds of the same. */
    public double[] stdMetrics() {
        return new double[] {state().scores().deviation()};
    }

    /** The measure of {@link #avgMetrics}. */
    public String metricName() {
        return state().scores().metric();
    }

    /** Each fold's value of the measure. */
    public double[] foldMetrics() {
        return state().scores().folds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * A model for each fold, which predicts with that fold's network alone.
     *
     * @throws UnsupportedOperationException unless the estimator was told {@code collectSubModels}
     */
    public FoldSyncModel[] subModels() {
        List<String> folds = trained().members().stream()
                .filter(member -> member.startsWith("fold-"))
                .toList();
        if (!state().collected()) {
            throw new UnsupportedOperationException(
                    "subModels not available. Call setCollectSubModels(true) before fitting.");
        }
        return folds.stream().map(fold -> copy(new ParamMap()).setUse(fold)).toArray(FoldSyncModel[]::new);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        List<Column> columns = new ArrayList<>();
        Arrays.stream(dataset.columns())
                .map(name -> col("`" + name.replace("`", "``") + "`"))
                .forEach(columns::add);
        boolean classes = !trained().classes().isEmpty();
        if (!getPredictionCol().isEmpty()) {
            columns.add(col("`" + ANSWER + "`").cast("double").as(getPredictionCol(), metadata()));
        }
        if (classes && !getProbabilityCol().isEmpty()) {
            columns.add(array_to_vector(col("`" + PROBABILITIES + "`")).as(getProbabilityCol()));
        }
        Predictor predictor = trained().use(getUse()).features(List.of(getFeaturesCol()));
        return predictor.predict(dataset.toDF(), ANSWER, PROBABILITIES).select(columns.toArray(Column[]::new));
    }

    /** As {@code StringIndexer} wrote it beside the labels, so that {@code IndexToString} finds their names. */
    private Metadata metadata() {
        return getLabels().length == 0
                ? Metadata.empty()
                : NominalAttribute.defaultAttr()
                        .withName(getPredictionCol())
                        .withValues(getLabels())
                        .toMetadata();
    }

    @Override
    public StructType transformSchema(StructType schema) {
        boolean classes = state == null || !trained().classes().isEmpty();
        return new Schemas(schema)
                .vectors("featuresCol", getFeaturesCol())
                .with(getPredictionCol(), classes ? getProbabilityCol() : "");
    }

    @Override
    public FoldSyncModel copy(ParamMap extra) {
        FoldSyncModel copy = new FoldSyncModel(uid);
        copy.state = state;
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new ModelFiles.Writer(this);
    }

    @Override
    public void save(String path) throws IOException {
        write().save(path);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<FoldSyncModel> read() {
        return new ModelFiles.Reader();
    }

    /** Reads a saved model. */
    public static FoldSyncModel load(String path) {
        return read().load(path);
    }

    FoldSyncModel labelled(String[] names) {
        if (names.length > 0) {
            set(labels, names);
        }
        return this;
    }

    FoldSyncModel with(ModelState read) {
        this.state = read;
        return this;
    }
}
