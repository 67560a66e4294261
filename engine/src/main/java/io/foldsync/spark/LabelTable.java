package io.foldsync.spark;

import io.foldsync.data.Target;
import io.foldsync.history.Round;
import io.foldsync.metric.LabelMacroF1;
import io.foldsync.metric.Tally;
import io.foldsync.report.LabelScores;
import java.util.Optional;

/** Counts what the folds' networks said of each label, from the tallies of the last epoch. */
final class LabelTable {
    private static final String COUNTED = "val_" + new LabelMacroF1().name();

    private LabelTable() {}

    /** Sums of row weights over all folds' validation rows; empty unless targets are labels. */
    static Optional<LabelScores> of(Round last, Target target) {
        if (!(target instanceof Target.Labels labels)) {
            return Optional.empty();
        }
        return last.reports().stream()
                .map(report -> report.tallies().get(COUNTED))
                .reduce(Tally::merge)
                .map(tally -> new LabelScores(labels.names(), LabelMacroF1.byLabel(tally)));
    }
}
