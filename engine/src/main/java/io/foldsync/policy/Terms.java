package io.foldsync.policy;

import io.foldsync.metric.Metric;
import java.util.List;

/**
 * What a run will report, from which plans become rules.
 *
 * @param metrics the metrics taken on held-out rows, the loss that is trained among them
 * @param measures the full names of all measures of an epoch, such as {@code val_loss}
 * @param watch what is watched where a plan names nothing
 */
public record Terms(List<Metric> metrics, List<String> measures, Watch watch) {
    public Terms {
        metrics = List.copyOf(metrics);
        measures = List.copyOf(measures);
    }

    /** Whether part of each fold's held-out rows does nothing but decide. */
    public boolean guarded() {
        return measures.stream().anyMatch(measure -> measure.startsWith(Monitor.GUARD));
    }

    /** The loss by which runs are decided unless a plan says otherwise: that of the guard rows where there are some. */
    String loss() {
        return (guarded() ? Monitor.GUARD : Monitor.VALIDATION) + "loss";
    }
}
