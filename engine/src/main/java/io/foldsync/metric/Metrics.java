package io.foldsync.metric;

import java.util.List;

/** The measures taken when the user names none; the first is the loss. */
public final class Metrics {
    private Metrics() {}

    /** For class labels: loss (cross-entropy), accuracy, macro-F1. */
    public static List<Metric> forClasses() {
        return forClasses(new CrossEntropy());
    }

    /** As {@link #forClasses()} for training by another loss. */
    public static List<Metric> forClasses(Metric loss) {
        return List.of(loss, new Accuracy(), new MacroF1());
    }

    /** For labels, of which a row may have any: loss (binary cross-entropy), micro- and macro-F1, exact matches, Hamming loss. */
    public static List<Metric> forLabels() {
        return forLabels(new BinaryCrossEntropy(List.of()));
    }

    /** As {@link #forLabels()} for training by another loss. */
    public static List<Metric> forLabels(Metric loss) {
        return List.of(loss, new LabelMicroF1(), new LabelMacroF1(), new ExactMatch(), new HammingLoss());
    }

    /** For real targets: loss (squared error), RMSE, MAE, R2. */
    public static List<Metric> forNumbers() {
        return forNumbers(new SquaredError());
    }

    /** As {@link #forNumbers()} for training by another loss. */
    public static List<Metric> forNumbers(Metric loss) {
        return List.of(loss, new Rmse(), new MeanAbsoluteError(), new R2());
    }
}
