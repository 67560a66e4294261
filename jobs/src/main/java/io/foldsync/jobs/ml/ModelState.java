package io.foldsync.jobs.ml;

import io.foldsync.spark.TrainedModel;
import java.util.List;

/**
 * What a fitted model is besides its params.
 *
 * @param collected whether each fold's network is to be had alone
 */
record ModelState(TrainedModel trained, Scores scores, boolean collected) {

    /**
     * What cross-validation measured.
     *
     * @param metric the measure's full name, such as {@code val_accuracy}
     * @param folds its value in each fold
     */
    record Scores(String metric, double average, double deviation, List<Double> folds) {
        Scores {
            folds = List.copyOf(folds);
        }
    }

    /** What is written beside the networks. */
    record Told(Scores scores, boolean collected) {}
}
