package io.foldsync.data;

import java.io.Serializable;

/**
 * How features are scaled before training. What a scaling learns, it learns from the TRAIN rows of one fold alone, so
 * nothing of the rows that judge the fold leaks into it.
 */
public sealed interface Scaling extends Serializable permits Learned, Scaling.Fixed {
    /** Features as they are. */
    Scaling NONE = Learned.NONE;

    /** Mean 0 and population variance 1 over the TRAIN rows, as scikit-learn's {@code StandardScaler}. */
    Scaling STANDARD = Learned.STANDARD;

    /** The TRAIN rows' range mapped to 0 … 1, as scikit-learn's {@code MinMaxScaler}. */
    Scaling MINMAX = Learned.MINMAX;

    /**
     * The normalisation for a fold. A feature that is constant over the TRAIN rows is shifted, but not scaled.
     *
     * @param train the merged moments of the fold's TRAIN parts
     * @throws io.foldsync.error.FoldSyncException ({@code DATA_EMPTY}) if there are no TRAIN rows to learn from
     */
    Normalizer fit(Moments train);

    /**
     * The same known numbers for every feature and every fold: {@code (x - mean) / std}.
     *
     * @param mean finite
     * @param std finite and above 0
     */
    record Fixed(double mean, double std) implements Scaling {
        public Fixed {
            if (!Double.isFinite(mean) || !Double.isFinite(std) || std <= 0) {
                throw new IllegalArgumentException("mean " + mean + ", std " + std);
            }
        }

        @Override
        public Normalizer fit(Moments train) {
            return new Normalizer(new float[] {(float) mean}, new float[] {(float) (1 / std)});
        }
    }
}
