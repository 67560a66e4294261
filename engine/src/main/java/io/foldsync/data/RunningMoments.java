package io.foldsync.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Moments while rows still come, one at a time; the result depends on their order in the last bits only. Source: Welford
 * 1962, "Note on a Method for Calculating Corrected Sums of Squares and Products".
 */
final class RunningMoments {
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final FeatureType type;
    private final double[] row;
    private final double[] mean;
    private final double[] m2;
    private final double[] min;
    private final double[] max;
    private long count;

    RunningMoments(FeatureType type, int features) {
        this.type = type;
        this.row = new double[features];
        Moments none = Moments.none(features);
        this.mean = none.mean();
        this.m2 = none.m2();
        this.min = none.min();
        this.max = none.max();
    }

    /** Takes in one row of packed features. */
    void add(byte[] packed) {
        unpack(packed);
        double weight = 1.0 / ++count;
        for (int j = 0; j < row.length; j++) { // plain arrays and no branch, so that the compiler vectorises it
            double delta = row[j] - mean[j];
            mean[j] += delta * weight;
            m2[j] += delta * (row[j] - mean[j]);
            min[j] = Math.min(min[j], row[j]);
            max[j] = Math.max(max[j], row[j]);
        }
    }

    /** The moments of the rows that came so far. */
    Moments moments() {
        return new Moments(count, mean.clone(), m2.clone(), min.clone(), max.clone());
    }

    private void unpack(byte[] packed) {
        switch (type) {
            case UINT8 -> {
                for (int j = 0; j < row.length; j++) {
                    row[j] = packed[j] & 0xff;
                }
            }
            case FLOAT32 -> {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) FLOAT.get(packed, j * Float.BYTES);
                }
            }
        }
    }
}
