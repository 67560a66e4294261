package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.RunConfig;
import io.foldsync.jobs.config.Setting;
import io.foldsync.spark.Resume;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointCatalogueTest {
    private static RunConfig run(String section) {
        String text =
                """
                data: { path: x.csv, label: label }
                model: { architecture: mlp, hidden: [8] }
                output: out
                """;
        return JobFile.of("job.yaml", "file:/job.yaml", text, List.of(Setting.yaml("--set", "run", section)), "file:/")
                .config()
                .run();
    }

    private static CheckpointPlan plan(String section) {
        return CheckpointCatalogue.plan(run("{ checkpoint: " + section + " }").checkpoint());
    }

    @Test
    void whoSaysNothingHasTheDefaults() {
        assertThat(plan("{}")).isEqualTo(CheckpointPlan.defaults());
        assertThat(CheckpointCatalogue.resume(run("{}").resume())).isEqualTo(Resume.NEVER);
    }

    @Test
    void everyKeyReachesThePlan() {
        assertThat(CheckpointCatalogue.resume(run("{ resume: auto }").resume())).isEqualTo(Resume.AUTO);
        assertThat(plan("{ everyEpochs: 2 }")).isEqualTo(CheckpointPlan.everyEpochs(2));
        assertThat(plan("{ everySeconds: 60 }"))
                .isEqualTo(CheckpointPlan.defaults().withEvery(Duration.ofMinutes(1)));
        assertThat(
                        plan(
                                "{ everyEpochs: 2, keepLast: 3, keepBest: 4, monitor: val_accuracy, required: true, keepAfterSuccess: false }"))
                .isEqualTo(CheckpointPlan.everyEpochs(2)
                        .withKept(3, 4)
                        .withMonitor("val_accuracy")
                        .withRequired(true)
                        .withKeptAfterSuccess(false));
        assertThat(plan("{ keepLast: 0, keepBest: 0 }").writes()).isFalse();
    }
}
