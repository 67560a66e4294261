package io.foldsync.metric;

import java.util.List;

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
        List<LabelCount> labels = byLabel(tally);
        double sum = 0;
        for (LabelCount label : labels) {
            sum += label.f1();
        }
        return tally.at(0) == 0 ? Double.NaN : sum / labels.size();
    }

    /** What a tally of this measure counts of each label, in their order. */
    public static List<LabelCount> byLabel(Tally tally) {
        return LabelCounts.byLabel(tally);
    }
}
