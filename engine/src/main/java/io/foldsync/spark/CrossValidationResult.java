package io.foldsync.spark;

import io.foldsync.data.DatasetCard;
import io.foldsync.fold.Split;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunRecord;
import io.foldsync.stats.MeasureResult;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a cross-validation found.
 *
 * @param measures every measure after the last epoch, or the best where that was asked for; names ascending: spread over folds, pooled value, 95 % interval
 * @param testMeasures {@code test_…} measures of every fold's network on the held-out rows; empty without such rows
 * @param predictions every row that a fold holds out and reports, predicted by the network that never learned from it; rows that
 *     only decide are not among them: {@code id, fold, label, prediction} and, for classes and labels, {@code probability}
 * @param record the same for reports: header, measures, facts; {@code ResultText.write(record, out)} prints the table
 */
public record CrossValidationResult(
        DatasetCard data,
        Split split,
        String splitFingerprint,
        History history,
        StopReason stopReason,
        List<MeasureResult> measures,
        List<MeasureResult> testMeasures,
        Dataset<Row> predictions,
        List<FoldTiming> timings,
        RunRecord record) {

    public CrossValidationResult {
        measures = List.copyOf(measures);
        testMeasures = List.copyOf(testMeasures);
        timings = List.copyOf(timings);
    }

    /**
     * What came out for one measure, by its full name such as {@code val_accuracy}.
     *
     * @throws IllegalArgumentException when the run took no such measure
     */
    public MeasureResult measure(String name) {
        return measures.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name + " among "
                        + measures.stream().map(MeasureResult::name).toList()));
    }
}
