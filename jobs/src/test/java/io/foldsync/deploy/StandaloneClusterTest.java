package io.foldsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/standalone/cluster} with the Spark home of this build: real daemons, real executors. */
@Tag("cluster")
class StandaloneClusterTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void useTheSparkHomeOfThisBuild() {
        Map<String, String> environment = new HashMap<>();
        environment.put("FOLDSYNC_SPARK_HOME", System.getenv("SPARK_HOME"));
        environment.put("TMPDIR", folder.toString());
        shell = new Shell(folder, environment);
    }

    @AfterEach
    void stop() throws Exception {
        shell.run("standalone/cluster", "stop");
    }

    @Test
    void aClusterStartsRunsAnApplicationOnEveryWorkerAndLeavesNoProcess() throws Exception {
        Shell.Outcome start =
                shell.run("standalone/cluster", "start", "--workers", "2", "--memory", "1g", "--gpus", "fake");
        assertThat(start.err()).isEmpty();
        assertThat(start.out()).matches("spark://127\\.0\\.0\\.1:\\d+\n");
        Shell.Outcome status = shell.run("standalone/cluster", "status");
        assertThat(status.out()).contains("worker-1 ", "worker-2 ").contains(start.out());
        assertThat(status.code()).isZero();
        assertThat(shell.run("standalone/cluster", "start").err()).contains("runs already");
        List<ProcessHandle> daemons = ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("-Dfoldsync.cluster=" + folder))
                .toList();
        assertThat(daemons).hasSize(3);

        Shell.Outcome submit = shell.run(
                "foldsync",
                "spark-submit",
                "--master",
                start.out().strip(),
                "--executor-memory",
                "512m",
                "--total-executor-cores",
                "2",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "--conf",
                "spark.executor.resource.gpu.amount=1",
                "--conf",
                "spark.task.resource.gpu.amount=1",
                "--class",
                CountOnExecutors.class.getName(),
                jarOf(CountOnExecutors.class).toString());
        assertThat(submit.out()).as(submit.err()).contains("1000 rows on 2 executors");
        assertThat(submit.code()).isZero();

        assertThat(shell.run("standalone/cluster", "stop").code()).isZero();
        assertThat(daemons).allSatisfy(daemon -> assertThat(daemon.onExit()).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(shell.run("standalone/cluster", "status").code()).isEqualTo(3);
    }

    private Path jarOf(Class<?> type) throws IOException {
        Path jar = folder.resolve("application.jar");
        String entry = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream bytes =
                        Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(bytes).transferTo(out);
        }
        return jar;
    }
}
