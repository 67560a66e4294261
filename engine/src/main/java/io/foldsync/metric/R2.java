package io.foldsync.metric;

/**
 * The coefficient of determination: 1 - sum w e^2 / sum w (y - mean y)^2. 1 is perfect, 0 is as good as the mean of the
 * tallied rows' own targets, negative is worse. Tally {@code [sum w, sum w y, sum w y^2, sum w e^2]}.
 *
 * <p>Limit: the targets' variance comes from sums that merge, {@code sum w y^2 - (sum w y)^2 / sum w}, and loses digits
 * when their mean is large beside their spread: the relative error of 1 - R2 grows as about 1e-15 (mean / sd)^2. Where sd
 * is below about 1e-5 of the mean nothing reliable is left and the value is NaN; centre such targets. Constant targets
 * give NaN too, where scikit-learn's {@code r2_score} puts 0 or 1.
 */
public record R2() implements Metric {

    /** The least share of sum w y^2 that must remain as spread; below it rounding of a long sum could be all there is. */
    private static final double LEAST_SPREAD = 1e-10;

    @Override
    public String name() {
        return "r2";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally zero(int classes) {
        return Tally.zeros(4);
    }

    @Override
    public Tally add(Tally tally, Predictions batch) {
        double[] sums = tally.toArray();
        for (int row = 0; row < batch.rows(); row++) {
            double weight = batch.weights()[row];
            if (weight != 0) {
                double truth = batch.targets()[row];
                double error = batch.error(row);
                sums[0] += weight;
                sums[1] += weight * truth;
                sums[2] += weight * truth * truth;
                sums[3] += weight * error * error;
            }
        }
        return Tally.of(sums);
    }

    @Override
    public double value(Tally tally) {
        double mean = tally.at(1) / tally.at(0);
        double spread = tally.at(2) - mean * tally.at(1);
        return spread > LEAST_SPREAD * tally.at(2) ? 1 - tally.at(3) / spread : Double.NaN;
    }
}
