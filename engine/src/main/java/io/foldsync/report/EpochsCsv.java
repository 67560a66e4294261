package io.foldsync.report;

import io.foldsync.history.Round;
import io.foldsync.stats.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The contents of {@code epochs.csv}: what the folds met with, one row an epoch; columns {@code epoch, lr} and, for each
 * measure in ascending order, its mean and standard deviation (J - 1) over folds. Equal histories give equal bytes.
 */
final class EpochsCsv {
    private EpochsCsv() {}

    /** Writes the header and all rows; a measure that an epoch did not report is two empty fields. */
    static void write(List<Round> rounds, Appendable out) throws IOException {
        NavigableSet<String> measures = new TreeSet<>();
        rounds.forEach(round -> measures.addAll(round.measures()));
        List<String> header = new ArrayList<>(List.of("epoch", "lr"));
        measures.forEach(measure -> header.addAll(List.of(measure + "_mean", measure + "_sd")));
        Csv.row(out, header);
        for (Round round : rounds) {
            List<String> fields = new ArrayList<>(List.of(
                    Integer.toString(round.epoch()),
                    ShortestDouble.text(round.order().lr())));
            for (String measure : measures) {
                fields.addAll(fields(round, measure));
            }
            Csv.row(out, fields);
        }
    }

    private static List<String> fields(Round round, String measure) {
        if (!round.measures().contains(measure)) {
            return List.of("", "");
        }
        Summary folds = Summary.of(measure, round.values(measure).toArray());
        return List.of(ShortestDouble.text(folds.mean()), ShortestDouble.text(folds.sd()));
    }
}
