package io.foldsync.metric;

/**
 * The unweighted mean of the classes' F1 = 2 tp / (2 tp + fp + fn), 0 to 1: every class counts alike, however rare.
 *
 * <p>Classes found neither among the truths nor among the predictions are left out of the mean; a class that is never hit
 * counts 0. As scikit-learn's {@code f1_score(average="macro", zero_division=0)} left to find its labels, except that a
 * row of weight 0 counts as absent, so that it brings no label in. It differs from a fixed {@code labels=} list, which
 * would count absent classes as 0. Tally {@code [tp of class 0 to c-1, fp …, fn …]}, sums of weights.
 */
public record MacroF1() implements Metric {

    @Override
    public String name() {
        return "macro_f1";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally zero(int classes) {
        return Tally.zeros(3 * classes);
    }

    @Override
    public Tally add(Tally tally, Predictions batch) {
        double[] sums = tally.toArray();
        int classes = batch.classes();
        for (int row = 0; row < batch.rows(); row++) {
            double weight = batch.weights()[row];
            int predicted = batch.predictedClass(row);
            int truth = batch.trueClass(row);
            if (predicted == truth) {
                sums[truth] += weight;
            } else {
                sums[classes + predicted] += weight;
                sums[2 * classes + truth] += weight;
            }
        }
        return Tally.of(sums);
    }

    @Override
    public double value(Tally tally) {
        int classes = tally.length() / 3;
        double sum = 0;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            double hits = 2 * tally.at(c);
            double counted = hits + tally.at(classes + c) + tally.at(2 * classes + c);
            if (counted != 0) {
                sum += hits / counted;
                present++;
            }
        }
        return present == 0 ? Double.NaN : sum / present;
    }
}
