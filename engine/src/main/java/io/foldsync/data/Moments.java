package io.foldsync.data;

import java.util.Arrays;

/**
 * Count, mean, sum of squared deviations, least and greatest value of each of d features over some rows, in float64;
 * immutable. Row weights play no part, as in scikit-learn's scalers.
 */
public final class Moments {
    private final long count;
    private final double[] mean;
    private final double[] m2;
    private final double[] min;
    private final double[] max;

    /** Takes the arrays over: callers here hand in fresh ones. */
    Moments(long count, double[] mean, double[] m2, double[] min, double[] max) {
        if (count < 0 || m2.length != mean.length || min.length != mean.length || max.length != mean.length) {
            throw new IllegalArgumentException("count " + count + ", lengths " + mean.length + ", " + m2.length + ", "
                    + min.length + ", " + max.length);
        }
        this.count = count;
        this.mean = mean;
        this.m2 = m2;
        this.min = min;
        this.max = max;
    }

    /** The moments of no rows at all, which change nothing they are merged with. */
    public static Moments none(int features) {
        double[] min = new double[features];
        double[] max = new double[features];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        return new Moments(0, new double[features], new double[features], min, max);
    }

    /**
     * The moments of these rows and the other's together. Rounding depends on the order of merging, so merge in part
     * order. Source: Chan, Golub and LeVeque 1979, "Updating Formulae and a Pairwise Algorithm for Computing Sample
     * Variances", equations 2.1.
     *
     * @throws IllegalArgumentException if the other has another number of features
     */
    public Moments merge(Moments other) {
        if (other.features() != features()) {
            throw new IllegalArgumentException(features() + " features merged with " + other.features());
        }
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long total = Math.addExact(count, other.count);
        double share = (double) other.count / total;
        double[] mean = new double[features()];
        double[] m2 = new double[features()];
        double[] min = new double[features()];
        double[] max = new double[features()];
        for (int j = 0; j < mean.length; j++) {
            double delta = other.mean[j] - this.mean[j];
            mean[j] = this.mean[j] + delta * share;
            m2[j] = this.m2[j] + other.m2[j] + delta * delta * count * share;
            min[j] = Math.min(this.min[j], other.min[j]);
            max[j] = Math.max(this.max[j], other.max[j]);
        }
        return new Moments(total, mean, m2, min, max);
    }

    /** d, the number of features. */
    public int features() {
        return mean.length;
    }

    /** The number of rows. */
    public long count() {
        return count;
    }

    /** The mean of each feature, {@code [d]}; 0 where there are no rows. */
    public double[] mean() {
        return mean.clone();
    }

    /** The sum of squared deviations from the mean, {@code [d]}; over {@link #count()} it is the population variance. */
    public double[] m2() {
        return m2.clone();
    }

    /** The least value of each feature, {@code [d]}; positive infinity where there are no rows. */
    public double[] min() {
        return min.clone();
    }

    /** The greatest value of each feature, {@code [d]}; negative infinity where there are no rows. */
    public double[] max() {
        return max.clone();
    }
}
