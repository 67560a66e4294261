package io.foldsync.jobs.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and under which conditions the job runs; changes nothing about its result.
 *
 * @param executorsWait how long to wait for the cluster to offer executors
 */
public record RunConfig(DeviceName device, Duration executorsWait) {

    /** What {@code run.device} may say. */
    public enum DeviceName {
        /** GPUs where the cluster offers them to tasks, else the CPU. */
        AUTO,
        CPU,
        GPU
    }

    static RunConfig bind(Section run) {
        RunConfig config = new RunConfig(
                run.name("device", DeviceName.class).orElse(DeviceName.AUTO),
                Duration.ofSeconds(
                        run.whole("executorsWaitSeconds", Bounds.atLeast(0)).orElse(60)));
        run.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("device", Value.written(device));
        run.put("executorsWaitSeconds", executorsWait.toSeconds());
        return run;
    }
}
