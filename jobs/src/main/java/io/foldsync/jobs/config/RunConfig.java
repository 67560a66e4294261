package io.foldsync.jobs.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where and under which conditions the job runs; changes its result by rounding at most.
 *
 * @param executorsWait how long to wait for the cluster to offer executors
 * @param width how many folds train side by side in one program; empty for what suits the device
 * @param memoryMib what the folds of one device may take of its memory; empty for four fifths of what is free
 * @param timeBudget how long it may train; empty for no limit. Where it ends then depends on the machine
 * @param resume whether an unfinished run in the output directory goes on
 */
public record RunConfig(
        DeviceName device,
        Duration executorsWait,
        Optional<Integer> width,
        Optional<Integer> memoryMib,
        Optional<Duration> timeBudget,
        ResumeName resume,
        CheckpointConfig checkpoint) {

    /** What {@code run.resume} may say. */
    public enum ResumeName {
        /** An output directory that holds something is refused. */
        NEVER,
        /** An unfinished run goes on, a finished one is left as it is. */
        AUTO
    }

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
                        run.whole("executorsWaitSeconds", Bounds.atLeast(0)).orElse(60)),
                run.whole("width", Bounds.atLeast(1)),
                run.whole("memoryMib", Bounds.atLeast(1)),
                run.whole("timeBudgetSeconds", Bounds.atLeast(1)).map(Duration::ofSeconds),
                run.name("resume", ResumeName.class).orElse(ResumeName.NEVER),
                CheckpointConfig.bind(run.sectionOrDefaults("checkpoint")));
        run.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("device", Value.written(device));
        run.put("executorsWaitSeconds", executorsWait.toSeconds());
        width.ifPresent(value -> run.put("width", value));
        memoryMib.ifPresent(value -> run.put("memoryMib", value));
        timeBudget.ifPresent(budget -> run.put("timeBudgetSeconds", budget.toSeconds()));
        run.put("resume", Value.written(resume));
        run.put("checkpoint", checkpoint.written());
        return run;
    }
}
