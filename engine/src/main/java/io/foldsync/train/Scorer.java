package io.foldsync.train;

import static io.foldsync.train.FoldHook.ON_VALIDATION_BATCH_END_PER_FOLD;
import static io.foldsync.train.FoldHook.ON_VALIDATION_BATCH_START_PER_FOLD;
import static io.foldsync.train.FoldHook.ON_VALIDATION_END_PER_FOLD;
import static io.foldsync.train.FoldHook.ON_VALIDATION_START_PER_FOLD;

import io.foldsync.fold.Role;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures one network on some rows, chunk by chunk. */
final class Scorer {
    /** Rows scored in one native call: bounds the outputs held in memory and the time a slice takes. */
    static final int CHUNK_ROWS = 4096;

    private static final FoldMoment NO_MOMENT = new FoldMoment(0, 0, 0, "");

    private final FoldSession session;
    private final List<Metric> metrics;
    private final int[] rows;
    private final Tally[] tallies;
    private FoldWatch watch = FoldWatch.nobody();
    private FoldMoment moment = NO_MOMENT;
    private int next;

    Scorer(FoldSession session, List<Metric> metrics, int[] rows, int classes) {
        this.session = session;
        this.metrics = metrics;
        this.rows = rows;
        this.tallies = metrics.stream().map(metric -> metric.zero(classes)).toArray(Tally[]::new);
    }

    /** Shows this to those who watch the fold. */
    Scorer watched(FoldWatch watch, FoldMoment moment) {
        this.watch = watch;
        this.moment = moment;
        return this;
    }

    int rowsLeft() {
        return rows.length - next;
    }

    boolean done() {
        return rowsLeft() == 0;
    }

    /** Scores the next chunk. */
    void advance() {
        int end = next + Math.min(CHUNK_ROWS, rowsLeft());
        int number = next / CHUNK_ROWS;
        int size = end - next;
        if (next == 0) {
            watch.at(ON_VALIDATION_START_PER_FOLD, watcher -> watcher.onValidationStartPerFold(moment));
        }
        watch.at(
                ON_VALIDATION_BATCH_START_PER_FOLD,
                watcher -> watcher.onValidationBatchStartPerFold(moment, number, size));
        session.predict(Arrays.copyOfRange(rows, next, end), (batch, from) -> {
            for (int i = 0; i < tallies.length; i++) {
                tallies[i] = metrics.get(i).add(tallies[i], batch);
            }
        });
        next = end;
        watch.metrics(moment, Role.VALIDATE, () -> values("val_"));
        watch.at(
                ON_VALIDATION_BATCH_END_PER_FOLD, watcher -> watcher.onValidationBatchEndPerFold(moment, number, size));
        if (done()) {
            watch.at(ON_VALIDATION_END_PER_FOLD, watcher -> watcher.onValidationEndPerFold(moment, values("val_")));
        }
    }

    /** The tallies so far, by measure with {@code prefix} before each name. */
    SortedMap<String, Tally> tallies(String prefix) {
        SortedMap<String, Tally> named = new TreeMap<>();
        for (int i = 0; i < tallies.length; i++) {
            named.put(prefix + metrics.get(i).name(), tallies[i]);
        }
        return named;
    }

    /** The values so far, as {@link #tallies}. */
    SortedMap<String, Double> values(String prefix) {
        SortedMap<String, Double> named = new TreeMap<>();
        for (int i = 0; i < tallies.length; i++) {
            Metric metric = metrics.get(i);
            named.put(prefix + metric.name(), metric.value(tallies[i]));
        }
        return named;
    }
}
