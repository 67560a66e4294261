package io.foldsync.jobs.config;

import io.foldsync.spark.data.DataFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns are.
 *
 * @param label empty where the format says which it is, or {@code labels} are named
 * @param features empty for every numeric column that has no other job
 * @param id empty for a key made from the row's content
 * @param weight empty for weights of 1
 * @param labels columns of zeros and ones, one a label; empty for one label column
 * @param labelSeparator what stands between the labels of a text; empty for labels that are no such texts
 */
public record ColumnsConfig(
        Optional<String> label,
        List<String> features,
        Optional<String> id,
        Optional<String> weight,
        List<String> labels,
        Optional<String> labelSeparator) {
    public ColumnsConfig {
        features = List.copyOf(features);
        labels = List.copyOf(labels);
    }

    /** With one label column, of one label a row. */
    public ColumnsConfig(Optional<String> label, List<String> features, Optional<String> id, Optional<String> weight) {
        this(label, features, id, weight, List.of(), Optional.empty());
    }

    /** Whether what is written says that rows may have several labels. */
    boolean severalLabels() {
        return !labels.isEmpty() || labelSeparator.isPresent();
    }

    static ColumnsConfig bind(Section data, DataFormat format) {
        if (format != DataFormat.IDX && format != DataFormat.LIBSVM) {
            data.require("label", "the name of the label column", "Name the column to predict.");
        } else {
            data.refuse("format: " + Value.written(format), "label", "labelSeparator", "features", "id", "weight");
        }
        boolean several = data.value("label").map(Value::isList).orElse(false);
        List<String> labels = several ? data.texts("label") : List.of();
        ColumnsConfig columns = new ColumnsConfig(
                several ? Optional.empty() : data.text("label"),
                data.texts("features"),
                data.text("id"),
                data.text("weight"),
                labels,
                data.value("labelSeparator").flatMap(Value::characters));
        if (several) {
            data.refuse("several label columns", "labelSeparator");
        }
        columns.checkJobs(data);
        return columns;
    }

    /** A column has one job: label, feature, id or weight. */
    private void checkJobs(Section data) {
        Map<String, String> jobs = new HashMap<>();
        label.ifPresent(column -> claim(data, jobs, column, "label"));
        labels.forEach(column -> claim(data, jobs, column, "label"));
        features.forEach(column -> claim(data, jobs, column, "features"));
        id.ifPresent(column -> claim(data, jobs, column, "id"));
        weight.ifPresent(column -> claim(data, jobs, column, "weight"));
    }

    private static void claim(Section data, Map<String, String> jobs, String column, String job) {
        String other = jobs.putIfAbsent(column, job);
        if (other != null) {
            String found =
                    other.equals(job) ? "column " + column + " twice" : "column " + column + ", which is also " + other;
            data.conflict(job, found, "one job for each column", "Name it in one place only.");
        }
    }

    void write(Map<String, Object> data) {
        label.ifPresent(column -> data.put("label", column));
        if (!labels.isEmpty()) {
            data.put("label", labels);
        }
        labelSeparator.ifPresent(separator -> data.put("labelSeparator", separator));
        if (!features.isEmpty()) {
            data.put("features", features);
        }
        id.ifPresent(column -> data.put("id", column));
        weight.ifPresent(column -> data.put("weight", column));
    }
}
