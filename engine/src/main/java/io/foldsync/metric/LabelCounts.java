package io.foldsync.metric;

/**
 * A measure of how often each of c labels was found, missed and imagined; tally {@code [sum w, tp of label 0 to c-1, fp …,
 * fn …]}, sums of weights.
 */
interface LabelCounts extends Metric {

    @Override
    default boolean higherIsBetter() {
        return true;
    }

    @Override
    default Tally zero(int classes) {
        return Tally.zeros(1 + 3 * classes);
    }

    @Override
    default Tally add(Tally tally, Predictions batch) {
        double[] sums = tally.toArray();
        int labels = batch.classes();
        for (int row = 0; row < batch.rows(); row++) {
            double weight = batch.weights()[row];
            sums[0] += weight;
            for (int c = 0; c < labels; c++) {
                boolean has = batch.hasLabel(row, c);
                if (batch.predictsLabel(row, c)) {
                    sums[1 + (has ? 0 : labels) + c] += weight;
                } else if (has) {
                    sums[1 + 2 * labels + c] += weight;
                }
            }
        }
        return Tally.of(sums);
    }

    /** The number of labels that a tally counts. */
    static int labels(Tally tally) {
        return (tally.length() - 1) / 3;
    }

    /** F1 = 2 tp / (2 tp + fp + fn); 0 for a label that nobody has and nobody is said to have. */
    static double f1(double tp, double fp, double fn) {
        double counted = 2 * tp + fp + fn;
        return counted == 0 ? 0 : 2 * tp / counted;
    }
}
