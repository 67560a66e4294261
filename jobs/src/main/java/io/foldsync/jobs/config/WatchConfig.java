package io.foldsync.jobs.config;

import io.foldsync.metric.Metrics;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule watches.
 *
 * @param monitor a measure's full name, such as {@code val_loss}; empty for the loss of the rows that decide. That the task
 *     reports it is checked with the data
 * @param view how the folds' values become one
 */
public record WatchConfig(String monitor, View view) {

    /** The mean loss of the rows that decide. */
    static final WatchConfig LOSS = new WatchConfig("", View.MEAN);

    /** Reads {@code monitor} and {@code view} of a section. */
    static WatchConfig bind(Section section, WatchConfig otherwise) {
        return new WatchConfig(
                section.value("monitor").flatMap(WatchConfig::measure).orElse(otherwise.monitor),
                section.name("view", View.class).orElse(otherwise.view));
    }

    private static Optional<String> measure(Value value) {
        List<String> metrics = Stream.of(Metrics.forClasses(), Metrics.forLabels(), Metrics.forNumbers())
                .flatMap(List::stream)
                .map(metric -> metric.name())
                .distinct()
                .toList();
        List<String> known = Stream.of(
                        metrics.stream().map(Monitor.VALIDATION::concat),
                        Stream.of("train_loss", "train_accuracy", "train_exact_match"),
                        metrics.stream().map(Monitor.GUARD::concat))
                .flatMap(names -> names)
                .toList();
        return value.text().flatMap(text -> known.contains(text) ? Optional.of(text) : value.unknownName(text, known));
    }

    void write(Map<String, Object> section) {
        if (!monitor.isEmpty()) {
            section.put("monitor", monitor);
        }
        section.put("view", Value.written(view));
    }
}
