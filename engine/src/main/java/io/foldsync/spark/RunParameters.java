package io.foldsync.spark;

import io.foldsync.report.Fact;
import io.foldsync.spark.data.ShardedData;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;

/** What a run was told, as the flat names and texts that experiment trackers know. */
final class RunParameters {
    private RunParameters() {}

    /** The run's facts, and every key of its configuration that is no secret. */
    static SortedMap<String, String> of(CrossValidation wanted, ShardedData data, SparkContext context) {
        SortedMap<String, String> flat = flat(wanted.configuration);
        flat.putIfAbsent("training.epochs", String.valueOf(wanted.training.epochs()));
        flat.putIfAbsent("training.batchRows", String.valueOf(wanted.training.batchRows()));
        for (Fact fact : RunWords.facts(wanted, data, context)) {
            flat.put(fact.name().replace(' ', '_'), fact.value());
        }
        return flat;
    }

    /** Keys by their dotted paths, {@code model.layers.0.linear.out}; a list of single values is one text. */
    static SortedMap<String, String> flat(Map<String, Object> configuration) {
        SortedMap<String, String> flat = new TreeMap<>();
        Redaction.of(configuration).forEach((key, value) -> add(flat, key, value));
        return flat;
    }

    private static void add(SortedMap<String, String> flat, String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> add(flat, path + "." + key, below));
        } else if (value instanceof List<?> list && list.stream().anyMatch(RunParameters::isNested)) {
            for (int i = 0; i < list.size(); i++) {
                add(flat, path + "." + i, list.get(i));
            }
        } else {
            flat.put(path, String.valueOf(value));
        }
    }

    private static boolean isNested(Object item) {
        return item instanceof Map || item instanceof List;
    }
}
