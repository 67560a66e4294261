package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExitTest {

    @Test
    void aProgramInAClusterThrowsSinceTheProcessIsNotItsOwn() {
        assertThat(Exit.in("client", Map.of())).isEqualTo(Exit.PROCESS);
        assertThat(Exit.in("cluster", Map.of())).isEqualTo(Exit.EXCEPTION);
        assertThat(Exit.in("client", Map.of("DATABRICKS_RUNTIME_VERSION", "18.0")))
                .isEqualTo(Exit.EXCEPTION);
        assertThatThrownBy(() -> Exit.EXCEPTION.with(ExitCode.DATA))
                .isInstanceOf(Exit.JobFailed.class)
                .hasMessage("the job failed with exit code 4 (DATA)");
    }

    @Test
    void successReturns() {
        assertThatCode(() -> Exit.PROCESS.with(ExitCode.OK)).doesNotThrowAnyException();
        assertThatCode(() -> Exit.EXCEPTION.with(ExitCode.OK)).doesNotThrowAnyException();
    }

    @Test
    @Tag("spark") // a process of its own, with Spark on its class path
    void theProcessEndsWithTheCodeAndOneLine() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrossValidate.class.getName(),
                "--config",
                "/nowhere/job.yaml"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(err.lines().filter(line -> line.startsWith("error: ")))
                .containsExactly(
                        "error: /nowhere/job.yaml: no such file; expected a configuration file in YAML or JSON."
                                + " Check the path.");
        assertThat(err).doesNotContain("\tat ");
    }
}
