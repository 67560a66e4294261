package io.foldsync.report;

import static java.util.Objects.requireNonNull;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import io.foldsync.policy.Best;
import io.foldsync.policy.Monitor;
import io.foldsync.stats.MeasureResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known when a cross-validation has ended: what every writer of this package takes.
 *
 * @param header what was known before the first epoch
 * @param history every epoch of every fold
 * @param reason why the run ended
 * @param measures the results, in the order to show them; the headline may be among them
 * @param rows each fold's row counts, by fold; empty when nobody counted
 * @param confusion for classification; empty otherwise
 * @param labels for rows that may have several labels; empty otherwise
 * @param restored the epoch the results are of, where the best was asked for; empty: the last
 * @param facts seeds, fingerprints, versions: what lets someone else do it again, in the order to show them
 */
public record RunRecord(
        RunHeader header,
        History history,
        StopReason reason,
        List<MeasureResult> measures,
        List<FoldRows> rows,
        Optional<Confusion> confusion,
        Optional<LabelScores> labels,
        Optional<Restored> restored,
        List<Fact> facts) {

    public RunRecord {
        requireNonNull(header, "header");
        requireNonNull(history, "history");
        requireNonNull(reason, "reason");
        measures = List.copyOf(measures);
        rows = List.copyOf(rows);
        requireNonNull(confusion, "confusion");
        requireNonNull(labels, "labels");
        requireNonNull(restored, "restored");
        facts = List.copyOf(facts);
        if (!rows.isEmpty() && rows.size() != header.folds()) {
            throw new IllegalArgumentException("row counts of " + rows.size() + " folds of " + header.folds());
        }
        List<String> names = measures.stream().map(MeasureResult::name).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("a measure twice among " + names);
        }
    }

    /** The results of the last epoch, without labels. */
    public RunRecord(
            RunHeader header,
            History history,
            StopReason reason,
            List<MeasureResult> measures,
            List<FoldRows> rows,
            Optional<Confusion> confusion,
            List<Fact> facts) {
        this(header, history, reason, measures, rows, confusion, Optional.empty(), Optional.empty(), facts);
    }

    /** Whether part of what folds hold out does nothing but decide. */
    boolean guarded() {
        return measures.stream().anyMatch(measure -> measure.name().startsWith(Monitor.GUARD));
    }

    /** The result of the headline measure; the first measure's when the headline was not measured. */
    Optional<MeasureResult> headline() {
        Optional<MeasureResult> named = measures.stream()
                .filter(measure -> measure.name().equals(header.headline().measure()))
                .findFirst();
        return named.or(() -> measures.stream().findFirst());
    }

    /**
     * The epoch with the best cross-fold mean of the headline. Chosen by looking at the validation rows, so its score is
     * optimistic and not the result. Empty when no mean is finite or the headline was not measured.
     */
    Optional<Best> best() {
        String measure = header.headline().measure();
        boolean measured = history.rounds().stream()
                .allMatch(round -> !round.order().validate() || round.measures().contains(measure));
        return measured ? header.headline().best(history) : Optional.empty();
    }
}
