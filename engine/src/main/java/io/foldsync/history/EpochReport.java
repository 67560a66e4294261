package io.foldsync.history;

import io.foldsync.metric.Tally;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one fold brings to the meeting after one epoch.
 *
 * @param values each measure's value by its full name, such as {@code train_loss} or {@code val_accuracy}
 * @param tallies the sums behind the values, by the same names, so that folds can be pooled
 */
public record EpochReport(int fold, int epoch, SortedMap<String, Double> values, SortedMap<String, Tally> tallies)
        implements Serializable {

    public EpochReport {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
        if (fold < 0 || epoch < 0 || !values.keySet().equals(tallies.keySet())) {
            throw new IllegalArgumentException("fold " + fold + ", epoch " + epoch + ", values " + values.keySet()
                    + ", tallies " + tallies.keySet());
        }
    }

    /** Whether training and validation loss are finite numbers; a fold that diverges reports so, it does not throw. */
    public boolean finite() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_loss"))
                .allMatch(entry -> Double.isFinite(entry.getValue()));
    }

    /**
     * The value of one measure.
     *
     * @throws IllegalArgumentException when the fold did not report it; the message lists what it did
     */
    public double value(String measure) {
        Double value = values.get(measure);
        if (value == null) {
            throw new IllegalArgumentException("no measure " + measure + " among " + values.keySet());
        }
        return value;
    }
}
