package io.foldsync.policy;

import io.foldsync.metric.Metric;

/** Which way a measure gets better. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** The direction in which {@code metric} gets better. */
    public static Direction of(Metric metric) {
        return metric.higherIsBetter() ? MAXIMIZE : MINIMIZE;
    }

    /** Whether {@code value} is better than {@code other} by more than {@code margin}; false when either is NaN. */
    public boolean better(double value, double other, double margin) {
        return switch (this) {
            case MINIMIZE -> value < other - margin;
            case MAXIMIZE -> value > other + margin;
        };
    }
}
