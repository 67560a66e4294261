package io.foldsync.jobs.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The params that the estimator and its model share, under MLlib's names. */
interface FoldSyncParams extends Params {

    /** The column of ML vectors, or of arrays of numbers. */
    Param<String> featuresCol();

    /** The column of predicted labels, {@code double}. */
    Param<String> predictionCol();

    /** The column of class probabilities, ML vectors in the order of the classes; empty for none. */
    Param<String> probabilityCol();

    default String getFeaturesCol() {
        return getOrDefault(featuresCol());
    }

    default String getPredictionCol() {
        return getOrDefault(predictionCol());
    }

    default String getProbabilityCol() {
        return getOrDefault(probabilityCol());
    }
}
