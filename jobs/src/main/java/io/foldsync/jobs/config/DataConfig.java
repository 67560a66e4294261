package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data: which rows, and what their columns are.
 *
 * @param shape {@code [channels, height, width]} or {@code [positions, features]} of a row's features, or empty for what the data say
 * @param task empty for what the label's type says: strings and whole numbers are classes, real numbers are numbers
 */
public record DataConfig(
        SourceConfig source, ColumnsConfig columns, List<Integer> shape, Optional<Task> task, ScalingConfig scaling) {
    public DataConfig {
        shape = List.copyOf(shape);
    }

    static DataConfig bind(Section data, Locations locations) {
        SourceConfig source = SourceConfig.bind(data, locations);
        DataConfig config = new DataConfig(
                source,
                ColumnsConfig.bind(data, source.format()),
                data.wholes("shape", Bounds.atLeast(1)),
                data.name("task", Task.class),
                ScalingConfig.bind(data));
        data.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> data = new LinkedHashMap<>();
        source.write(data);
        columns.write(data);
        if (!shape.isEmpty()) {
            data.put("shape", shape);
        }
        task.ifPresent(known -> data.put("task", Value.written(known)));
        data.put("scaling", scaling.written());
        return data;
    }
}
