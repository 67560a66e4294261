package io.foldsync.jobs.config;

import io.foldsync.metric.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to stop before the last epoch, decided on the mean over folds.
 *
 * @param monitor a measure's full name, such as {@code val_loss}; that the task reports it is checked with the data
 * @param patience the epochs to wait for an improvement, at least 1
 * @param minDelta the change that counts as one, 0 or more
 */
public record EarlyStoppingConfig(String monitor, int patience, double minDelta) {

    static EarlyStoppingConfig bind(Section stopping) {
        EarlyStoppingConfig config = new EarlyStoppingConfig(
                stopping.value("monitor").flatMap(EarlyStoppingConfig::measure).orElse("val_loss"),
                stopping.whole("patience", Bounds.atLeast(1)).orElse(5),
                stopping.number("minDelta", Bounds.atLeast(0)).orElse(0.0));
        stopping.finish();
        return config;
    }

    private static Optional<String> measure(Value value) {
        List<String> known = Stream.concat(
                        Stream.of(Metrics.forClasses(), Metrics.forLabels(), Metrics.forNumbers())
                                .flatMap(List::stream)
                                .map(metric -> "val_" + metric.name()),
                        Stream.of("train_loss", "train_accuracy", "train_exact_match"))
                .distinct()
                .toList();
        return value.text().flatMap(text -> known.contains(text) ? Optional.of(text) : value.unknownName(text, known));
    }

    Map<String, Object> written() {
        Map<String, Object> stopping = new LinkedHashMap<>();
        stopping.put("monitor", monitor);
        stopping.put("patience", patience);
        stopping.put("minDelta", minDelta);
        return stopping;
    }
}
