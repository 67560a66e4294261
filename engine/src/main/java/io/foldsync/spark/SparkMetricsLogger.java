package io.foldsync.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunRecord;
import io.foldsync.report.RunView;
import io.foldsync.stats.Summary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Gauges on the driver, in Spark's metrics system: whatever sinks Spark has (Prometheus, JMX, Graphite, …) show them while
 * the run goes, named {@code foldsync.<run>.fold0.val_loss}. They go away with the run; counters of how runs ended, named
 * {@code foldsync.stopped.<reason>}, stay as long as the driver.
 */
public final class SparkMetricsLogger implements RunView {
    private static final String ROOT = "foldsync";
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9]+");

    private final Map<String, Double> values = new ConcurrentHashMap<>(); // written here, read by sinks
    private @Nullable MetricSource ofRun;

    /** A logger for one run at a time. */
    public SparkMetricsLogger() {}

    @Override
    public void started(RunHeader header) {
        close(); // of a run before that told no end
        MetricSource source = new MetricSource(ROOT + "." + name(header));
        ofRun = source;
        set("folds", header.folds());
        set("epochs_planned", header.epochs());
        set("epochs_trained", 0);
        system().registerSource(source);
    }

    /** The title as a word, and the begin of the run's id: two runs of one title must not share a name, or a beginning. */
    private static String name(RunHeader header) {
        String id = header.runId().substring(0, Math.min(8, header.runId().length()));
        return FOREIGN.matcher(header.title()).replaceAll("_") + "_" + id;
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        for (EpochReport report : round.reports()) {
            report.values().forEach((measure, value) -> set(fold(report.fold(), measure), value));
        }
        for (FoldTiming timing : timings) {
            set(fold(timing.fold(), "train_seconds"), timing.trainSeconds());
            set(fold(timing.fold(), "validate_seconds"), timing.validateSeconds());
            set(fold(timing.fold(), "rows_per_second"), timing.rowsPerSecond());
        }
        for (String measure : round.measures()) {
            Summary folds = Summary.of(measure, round.values(measure).toArray());
            set("mean." + measure, folds.mean());
            set("sd." + measure, folds.sd());
        }
        set("lr", round.order().lr());
        set("epochs_trained", round.epoch() + 1);
    }

    private static String fold(int fold, String what) {
        return "fold" + fold + "." + what;
    }

    /** A gauge comes when there first is a value: Spark's registry listens for what comes to a source's. */
    private void set(String name, double value) {
        if (values.put(name, value) == null && ofRun != null) {
            Gauge<Double> gauge = () -> values.getOrDefault(name, Double.NaN);
            ofRun.metricRegistry().register(name, gauge);
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        count("stopped." + reason.code());
    }

    @Override
    public void completed(RunRecord run) {
        count("runs.completed");
        close();
    }

    @Override
    public void failed(Throwable cause) {
        count("runs.failed");
        close();
    }

    /** Spark removes all that begins with the source's name. */
    private void close() {
        if (ofRun != null) {
            system().removeSource(ofRun);
            ofRun = null;
        }
        values.clear();
    }

    private static void count(String name) {
        totals().counter(name).inc();
    }

    /** The counters of this driver, made by whoever counts first. */
    private static MetricRegistry totals() {
        synchronized (SparkMetricsLogger.class) {
            List<Source> known = ScalaCollections.toJava(system().getSourcesByName(ROOT));
            if (!known.isEmpty()) {
                return known.get(0).metricRegistry();
            }
            MetricSource made = new MetricSource(ROOT);
            system().registerSource(made);
            return made.metricRegistry();
        }
    }

    private static MetricsSystem system() {
        return SparkEnv.get().metricsSystem();
    }
}
