package io.foldsync.spark;

import io.foldsync.data.Target;
import io.foldsync.report.Confusion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts out-of-fold predictions by true and predicted class. */
final class ConfusionCounts {
    /** More classes than this make no picture. */
    private static final int SHOWN_CLASSES = 50;

    private ConfusionCounts() {}

    /** Row counts; empty for numbers, and for more classes than a page can show. */
    static Optional<Confusion> of(Dataset<Row> predictions, Target target) {
        if (!(target instanceof Target.Classes classes) || classes.outputs() > SHOWN_CLASSES) {
            return Optional.empty();
        }
        List<List<Double>> counts = new ArrayList<>();
        List<String> names = classes.names();
        for (int code = 0; code < names.size(); code++) {
            counts.add(new ArrayList<>(Collections.nCopies(classes.outputs(), 0.0)));
        }
        for (Row row : predictions.groupBy("label", "prediction").count().collectAsList()) {
            counts.get(names.indexOf(row.getString(0))).set(names.indexOf(row.getString(1)), (double) row.getLong(2));
        }
        return Optional.of(new Confusion(names, counts));
    }
}
