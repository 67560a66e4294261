package io.foldsync.report;

import io.foldsync.history.EpochReport;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The contents of {@code history.csv}: one row a fold and epoch, by epoch, then fold; columns {@code epoch, fold, lr} and
 * the measures in ascending order. Epochs and folds count from 0. Equal histories give equal bytes.
 *
 * <p>There are no rows of means: a file with one kind of row needs no filter before it is analysed, and the means are in
 * {@code result.json}.
 */
public final class HistoryCsv {
    private HistoryCsv() {}

    /** Writes the header and all rows; a measure that an epoch did not report is an empty field. */
    public static void write(History history, Appendable out) throws IOException {
        NavigableSet<String> measures = new TreeSet<>();
        history.rounds().forEach(round -> measures.addAll(round.measures()));
        List<String> header = new ArrayList<>(List.of("epoch", "fold", "lr"));
        header.addAll(measures);
        Csv.row(out, header);
        for (Round round : history.rounds()) {
            for (EpochReport report : round.reports()) {
                List<String> fields = new ArrayList<>(List.of(
                        Integer.toString(round.epoch()),
                        Integer.toString(report.fold()),
                        ShortestDouble.text(round.order().lr())));
                for (String measure : measures) {
                    Double value = report.values().get(measure);
                    fields.add(value == null ? "" : ShortestDouble.text(value));
                }
                Csv.row(out, fields);
            }
        }
    }
}
