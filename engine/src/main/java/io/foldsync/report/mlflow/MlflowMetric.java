package io.foldsync.report.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One number of a run.
 *
 * @param time in milliseconds since 1970
 */
record MlflowMetric(String key, double value, long time, long step) {

    /** As the REST API wants it: Jackson writes numbers that JSON lacks as texts, which protocol buffers read. */
    Map<String, Object> written() {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("key", MlflowNames.of(key));
        metric.put("value", value);
        metric.put("timestamp", time);
        metric.put("step", step);
        return metric;
    }
}
