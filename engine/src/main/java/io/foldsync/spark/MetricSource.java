package io.foldsync.spark;

import com.codahale.metrics.MetricRegistry;
import org.apache.spark.metrics.source.Source;

/**
 * Metrics under one name in Spark's metrics system. The interface is Spark's own and hidden from Scala sources only;
 * there is no other way in for a driver that was started without {@code spark.plugins}.
 */
final class MetricSource implements Source {
    private final String name;
    private final MetricRegistry metrics = new MetricRegistry();

    MetricSource(String name) {
        this.name = name;
    }

    @Override
    public String sourceName() {
        return name;
    }

    @Override
    public MetricRegistry metricRegistry() {
        return metrics;
    }
}
