package io.foldsync.metric;

import java.util.List;
import java.util.stream.IntStream;

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

    /** What a tally counts of each label. */
    static List<LabelCount> byLabel(Tally tally) {
        int labels = (tally.length() - 1) / 3;
        return IntStream.range(1, 1 + labels)
                .mapToObj(c -> new LabelCount(tally.at(c), tally.at(labels + c), tally.at(2 * labels + c)))
                .toList();
    }
}
