package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The contents of {@code timings.csv}: one row a fold and epoch, by epoch, then fold; columns {@code epoch, fold,
 * train_seconds, validate_seconds, train_rows, place}. A file apart from {@code history.csv}, which is the same on every
 * machine.
 */
public final class TimingsCsv {
    private TimingsCsv() {}

    /** Writes the header and all rows; where a fold's epoch was done twice, both stay in the order given. */
    public static void write(List<FoldTiming> timings, Appendable out) throws IOException {
        Csv.row(out, List.of("epoch", "fold", "train_seconds", "validate_seconds", "train_rows", "place"));
        List<FoldTiming> sorted = timings.stream()
                .sorted(Comparator.comparingInt(FoldTiming::epoch).thenComparingInt(FoldTiming::fold))
                .toList();
        for (FoldTiming timing : sorted) {
            Csv.row(
                    out,
                    List.of(
                            Integer.toString(timing.epoch()),
                            Integer.toString(timing.fold()),
                            ShortestDouble.text(timing.trainSeconds()),
                            ShortestDouble.text(timing.validateSeconds()),
                            Long.toString(timing.trainRows()),
                            timing.place()));
        }
    }
}
