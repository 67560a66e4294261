package io.foldsync.jobs.config;

import io.foldsync.spark.data.DataFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data: which rows, and what their columns are.
 *
 * @param shape {@code [channels, height, width]} or {@code [positions, features]} of a row's features, or empty for what the data say
 * @param task empty for what the label's type says: strings and whole numbers are classes, real numbers are numbers, arrays
 *     are labels
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
        config.task.ifPresent(task -> config.checkTask(task, data));
        data.finish();
        return config;
    }

    /** Finds the settings of columns that go with another task. */
    private void checkTask(Task task, Section data) {
        boolean table = source.format() != DataFormat.IDX && source.format() != DataFormat.LIBSVM;
        if (task == Task.MULTILABEL && !table) {
            data.refuse("format: " + Value.written(source.format()), "task");
        } else if (task != Task.MULTILABEL && columns.severalLabels()) {
            data.conflict(
                    "task",
                    Value.written(task) + " beside several labels a row",
                    "multilabel, or none",
                    "Write multilabel, or name one label column and no labelSeparator.");
        }
    }

    /** The task as far as the configuration tells it. */
    Optional<Task> knownTask() {
        return task.isEmpty() && columns.severalLabels() ? Optional.of(Task.MULTILABEL) : task;
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
