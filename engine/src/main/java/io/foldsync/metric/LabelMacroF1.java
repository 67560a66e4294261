package io.foldsync.metric;

/**
 * The unweighted mean of the labels' F1, 0 to 1: every label counts alike, however rare. A label that no row has and that is
 * never predicted counts 0. As scikit-learn's {@code f1_score(average="macro", zero_division=0)} of label indicators, and
 * unlike {@link MacroF1}, which leaves absent classes out. Tally: see {@link LabelCounts}.
 */
public record LabelMacroF1() implements LabelCounts {

    @Override
    public String name() {
        return "macro_f1";
    }

    @Override
    public double value(Tally tally) {
        int labels = LabelCounts.labels(tally);
        double sum = 0;
        for (int c = 0; c < labels; c++) {
            sum += LabelCounts.f1(tally.at(1 + c), tally.at(1 + labels + c), tally.at(1 + 2 * labels + c));
        }
        return tally.at(0) == 0 ? Double.NaN : sum / labels;
    }
}
