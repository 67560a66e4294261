package io.foldsync.train;

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

    private final FoldSession session;
    private final List<Metric> metrics;
    private final int[] rows;
    private final Tally[] tallies;
    private int next;

    Scorer(FoldSession session, List<Metric> metrics, int[] rows, int classes) {
        this.session = session;
        this.metrics = metrics;
        this.rows = rows;
        this.tallies = metrics.stream().map(metric -> metric.zero(classes)).toArray(Tally[]::new);
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
        session.predict(Arrays.copyOfRange(rows, next, end), (batch, from) -> {
            for (int i = 0; i < tallies.length; i++) {
                tallies[i] = metrics.get(i).add(tallies[i], batch);
            }
        });
        next = end;
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
