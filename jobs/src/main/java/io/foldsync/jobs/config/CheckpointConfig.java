package io.foldsync.jobs.config;

import io.foldsync.metric.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to write checkpoints, and which stay.
 *
 * @param everyEpochs empty: by the clock
 * @param everySeconds by the clock
 * @param keepBest empty: one where they are written by epochs, none where the clock tells
 * @param keepAfterSuccess empty: where they are written by epochs
 * @param monitor a validation measure that tells the best; that the task takes it is checked with the data
 */
public record CheckpointConfig(
        Optional<Integer> everyEpochs,
        int everySeconds,
        int keepLast,
        Optional<Integer> keepBest,
        String monitor,
        boolean required,
        Optional<Boolean> keepAfterSuccess) {

    static CheckpointConfig bind(Section checkpoint) {
        Optional<Integer> epochs = checkpoint.whole("everyEpochs", Bounds.atLeast(1));
        if (epochs.isPresent()) {
            checkpoint.refuse("everyEpochs", "everySeconds");
        }
        CheckpointConfig config = new CheckpointConfig(
                epochs,
                checkpoint.whole("everySeconds", Bounds.atLeast(1)).orElse(30),
                checkpoint.whole("keepLast", Bounds.atLeast(0)).orElse(1),
                checkpoint.whole("keepBest", Bounds.atLeast(0)),
                checkpoint.value("monitor").flatMap(CheckpointConfig::measure).orElse("val_loss"),
                checkpoint.flag("required").orElse(false),
                checkpoint.flag("keepAfterSuccess"));
        checkpoint.finish();
        return config;
    }

    private static Optional<String> measure(Value value) {
        List<String> known = Stream.of(Metrics.forClasses(), Metrics.forLabels(), Metrics.forNumbers())
                .flatMap(List::stream)
                .map(metric -> "val_" + metric.name())
                .distinct()
                .toList();
        return value.text().flatMap(text -> known.contains(text) ? Optional.of(text) : value.unknownName(text, known));
    }

    Map<String, Object> written() {
        Map<String, Object> checkpoint = new LinkedHashMap<>();
        everyEpochs.ifPresentOrElse(
                epochs -> checkpoint.put("everyEpochs", epochs), () -> checkpoint.put("everySeconds", everySeconds));
        checkpoint.put("keepLast", keepLast);
        keepBest.ifPresent(best -> checkpoint.put("keepBest", best));
        checkpoint.put("monitor", monitor);
        checkpoint.put("required", required);
        keepAfterSuccess.ifPresent(kept -> checkpoint.put("keepAfterSuccess", kept));
        return checkpoint;
    }
}
