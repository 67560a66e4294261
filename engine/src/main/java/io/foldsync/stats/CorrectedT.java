package io.foldsync.stats;

import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The corrected t interval of a cross-validation's mean: m ± t(J-1, 1-α/2) · S · sqrt(1/J + n2/n1).
 *
 * <p>Folds share training rows, so their scores are correlated and the usual m ± t · S / sqrt(J) covers too seldom; the
 * term n2/n1 stands for that correlation. It is a heuristic and a shade liberal, and takes scores as about normal.
 * Source: Nadeau and Bengio 2003, "Inference for the generalization error", Machine Learning 52:239-281; for k-fold
 * Bouckaert and Frank 2004, "Evaluating the replicability of significance tests", PAKDD, LNCS 3056.
 *
 * @param ratio n2/n1, validation rows over training rows of a fold; 1/(k-1) for k equal folds
 */
public record CorrectedT(double ratio) {

    /** The name by which the interval is reported. */
    public static final String METHOD = "corrected t";

    public CorrectedT {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("validation rows / training rows = " + ratio);
        }
    }

    /** For folds of these sizes, by fold: n2/n1 is the mean of the validation rows over the mean of the training rows. */
    public static CorrectedT of(long[] trainRows, long[] validationRows) {
        if (trainRows.length != validationRows.length) {
            throw new IllegalArgumentException(
                    "train rows of " + trainRows.length + " folds, validation rows of " + validationRows.length);
        }
        return new CorrectedT((double) LongStream.of(validationRows).sum()
                / LongStream.of(trainRows).sum());
    }

    /**
     * The interval of the expected score. Folds that all scored alike give a degenerate one, of width 0.
     *
     * @param level the nominal coverage, strictly between 0 and 1, such as 0.95
     * @return empty when there is a single fold, or a fold's score is not finite
     */
    public Optional<Interval> interval(Summary summary, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level);
        }
        int folds = summary.folds();
        double mean = summary.mean();
        double sd = summary.sd();
        if (folds < 2 || !Double.isFinite(mean) || !Double.isFinite(sd)) {
            return Optional.empty();
        }
        double quantile = TDistribution.of(folds - 1).inverseSurvivalProbability((1 - level) / 2);
        double radius = quantile * sd * Math.sqrt(1.0 / folds + ratio);
        return Optional.of(new Interval(mean - radius, mean + radius, level, METHOD));
    }
}
