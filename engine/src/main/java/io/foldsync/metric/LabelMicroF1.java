package io.foldsync.metric;

/**
 * F1 = 2 tp / (2 tp + fp + fn) over all rows and labels together, 0 to 1: every label of a row counts alike. 0 where no row has
 * a label and none is predicted. As scikit-learn's {@code f1_score(average="micro", zero_division=0)} of label indicators.
 * Tally: see {@link LabelCounts}.
 */
public record LabelMicroF1() implements LabelCounts {

    @Override
    public String name() {
        return "micro_f1";
    }

    @Override
    public double value(Tally tally) {
        double hits = 0;
        double falseAlarms = 0;
        double misses = 0;
        for (LabelCount label : LabelCounts.byLabel(tally)) {
            hits += label.hits();
            falseAlarms += label.falseAlarms();
            misses += label.misses();
        }
        return tally.at(0) == 0 ? Double.NaN : new LabelCount(hits, falseAlarms, misses).f1();
    }
}
