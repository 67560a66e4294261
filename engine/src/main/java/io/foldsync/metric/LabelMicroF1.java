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
        int labels = LabelCounts.labels(tally);
        double[] sums = new double[3];
        for (int i = 0; i < 3 * labels; i++) {
            sums[i / labels] += tally.at(1 + i);
        }
        return tally.at(0) == 0 ? Double.NaN : LabelCounts.f1(sums[0], sums[1], sums[2]);
    }
}
