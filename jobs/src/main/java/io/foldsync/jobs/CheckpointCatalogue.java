package io.foldsync.jobs;

import io.foldsync.jobs.config.CheckpointConfig;
import io.foldsync.jobs.config.RunConfig;
import io.foldsync.spark.Resume;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import java.time.Duration;

/** What {@code run.checkpoint} and {@code run.resume} become. */
final class CheckpointCatalogue {
    private CheckpointCatalogue() {}

    static CheckpointPlan plan(CheckpointConfig config) {
        CheckpointPlan plan = config.everyEpochs()
                .map(CheckpointPlan::everyEpochs)
                .orElseGet(() -> CheckpointPlan.defaults().withEvery(Duration.ofSeconds(config.everySeconds())));
        return plan.withKept(config.keepLast(), config.keepBest().orElse(plan.keepBest()))
                .withMonitor(config.monitor())
                .withRequired(config.required())
                .withKeptAfterSuccess(config.keepAfterSuccess().orElse(plan.keptAfterSuccess()));
    }

    static Resume resume(RunConfig.ResumeName resume) {
        return switch (resume) {
            case NEVER -> Resume.NEVER;
            case AUTO -> Resume.AUTO;
        };
    }
}
