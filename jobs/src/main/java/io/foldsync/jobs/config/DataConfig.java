package io.foldsync.jobs.config;

import io.foldsync.nn.Augmentation;
import io.foldsync.spark.data.DataFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data: which rows, and what their columns are.
 *
 * @param shape {@code [channels, height, width]} or {@code [positions, features]} of a row's features, or empty for what the data say
 * @param augmentation how images are changed by chance while folds train
 * @param task empty for what the label's type says: strings and whole numbers are classes, real numbers are numbers, arrays
 *     are labels
 */
public record DataConfig(
        SourceConfig source,
        ColumnsConfig columns,
        List<Integer> shape,
        Optional<Task> task,
        ScalingConfig scaling,
        Augmentation augmentation) {
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
                ScalingConfig.bind(data),
                data.section("augmentation").map(AugmentationConfig::bind).orElse(Augmentation.NONE));
        config.task.ifPresent(task -> config.checkTask(task, data));
        config.checkImages(data);
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

    /** Finds augmentation of rows that are known to be no images. */
    private void checkImages(Section data) {
        boolean told = shape.isEmpty() && source.format() == DataFormat.IDX; // the files say height and width
        if (!augmentation.none() && !told && shape.size() != 3) {
            data.conflict(
                    "augmentation",
                    "augmentation beside " + (shape.isEmpty() ? "no data.shape" : "data.shape: " + shape),
                    "data.shape: [channels, height, width]",
                    "Write data.shape, or remove augmentation.");
        } else if (augmentation.rotate90() > 0 && !told && !shape.get(1).equals(shape.get(2))) {
            data.section("augmentation")
                    .ifPresent(section -> section.conflict(
                            "rotate90",
                            "images of " + shape.get(1) + " x " + shape.get(2),
                            "images as high as wide, whose shape stays when they turn",
                            "Remove rotate90, or use shiftScaleRotate."));
        }
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
        if (!augmentation.none()) {
            data.put("augmentation", AugmentationConfig.written(augmentation));
        }
        return data;
    }
}
