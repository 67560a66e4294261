package io.foldsync.data;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;

/**
 * The scalings without parameters. The thresholds below which a feature counts as constant are scikit-learn's
 * ({@code _is_constant_feature} and {@code _handle_zeros_in_scale} in {@code preprocessing/_data.py}, 1.5).
 */
enum Learned implements Scaling {
    NONE {
        @Override
        public Normalizer fit(Moments train) {
            return new Normalizer(new float[] {0}, new float[] {1});
        }
    },

    STANDARD {
        @Override
        public Normalizer fit(Moments train) {
            requireRows(train);
            double[] mean = train.mean();
            double[] scale = train.m2();
            for (int j = 0; j < scale.length; j++) {
                double variance = scale[j] / train.count();
                scale[j] = constant(variance, mean[j], train.count()) ? 1 : 1 / Math.sqrt(variance);
            }
            return new Normalizer(floats(mean), floats(scale));
        }

        private static boolean constant(double variance, double mean, long rows) {
            double rounding = rows * mean * EPSILON; // what summing alone may leave of a constant
            return variance <= rows * EPSILON * variance + rounding * rounding;
        }
    },

    MINMAX {
        @Override
        public Normalizer fit(Moments train) {
            requireRows(train);
            double[] min = train.min();
            double[] scale = train.max();
            for (int j = 0; j < scale.length; j++) {
                double range = scale[j] - min[j];
                scale[j] = range < 10 * EPSILON ? 1 : 1 / range;
            }
            return new Normalizer(floats(min), floats(scale));
        }
    };

    private static final double EPSILON = Math.ulp(1.0);

    private static void requireRows(Moments train) {
        if (train.count() == 0) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_EMPTY,
                    "scaling",
                    "no TRAIN rows to learn it from",
                    "at least one",
                    "Lower the number of folds or choose another split.");
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) values[j];
        }
        return floats;
    }
}
