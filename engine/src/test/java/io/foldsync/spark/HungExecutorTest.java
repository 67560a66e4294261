package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor that stands still, as under a debugger or on a machine that swaps: Spark waits for its heartbeat as long as
 * {@code spark.network.timeout} says, then the run goes on without it.
 */
@Tag("slow")
@Timeout(240)
class HungExecutorTest {
    private static final Map<String, String> IMPATIENT = Map.of(
            "spark.network.timeout", "10s",
            "spark.network.timeoutInterval", "1s",
            "spark.executor.heartbeatInterval", "1s");

    @Test
    void aRunGoesOnWithoutAnExecutorThatStandsStill(@TempDir Path folder) throws Exception {
        IMPATIENT.forEach(System::setProperty);
        try {
            Masters.on("local-cluster[2,1,1024]", spark -> {
                Path calm = folder.resolve("calm");
                ChaosRun.of(spark, calm).run();
                AtomicReference<ProcessHandle> hung = new AtomicReference<>();
                Path output = folder.resolve("hung");
                try {
                    CrossValidationResult result = ChaosRun.of(spark, output)
                            .view(ChaosRun.after(epoch -> {
                                if (epoch == 2) {
                                    hung.set(stopped(Processes.executors()));
                                }
                            }))
                            .run();
                    assertThat(hung.get()).isNotNull();
                    assertThat(result.history().epochs()).isEqualTo(ChaosRun.EPOCHS);
                    assertThat(RunFiles.equalOnes(output)).isEqualTo(RunFiles.equalOnes(calm));
                    assertThat(output.resolve("recoveries.csv")).exists();
                } finally {
                    if (hung.get() != null) {
                        hung.get().destroyForcibly();
                    }
                }
                return output;
            });
        } finally {
            IMPATIENT.keySet().forEach(System::clearProperty);
        }
    }

    private static ProcessHandle stopped(List<ProcessHandle> executors) {
        try {
            Processes.signal("STOP", executors.get(0));
            return executors.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
