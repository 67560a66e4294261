package io.foldsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/foldsync} with a Spark home whose spark-submit only prints what it was given, and ends with 7. */
class LauncherTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void fakeSpark() throws IOException {
        Path home = Files.createDirectories(folder.resolve("spark home"));
        Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("jars/spark-core_2.13-4.1.0.jar"));
        Files.createDirectories(home.resolve("bin"));
        Shell.script(
                home.resolve("bin/spark-submit"),
                """
                #!/bin/sh
                for word; do printf '<%s>' "$word"; done
                printf '\\nip=%s scala=%s' "$SPARK_LOCAL_IP" "$SPARK_SCALA_VERSION"
                exit 7
                """);
        Map<String, String> environment = new HashMap<>();
        environment.put("FOLDSYNC_SPARK_HOME", home.toString());
        environment.put("FOLDSYNC_JAR", "/some/foldsync-jobs.jar");
        environment.put("SPARK_LOCAL_IP", "10.0.0.9");
        shell = new Shell(folder, environment);
    }

    @Test
    void sparkSubmitGetsItsOptionsTheJobGetsTheRestAndTheExitCodeIsTheJobs() throws Exception {
        Shell.Outcome outcome = shell.run(
                "foldsync",
                "cv",
                "my job.yaml",
                "--set",
                "model.dropout=0.3",
                "--conf",
                "spark.a=b c",
                "--executor-memory=2g",
                "--stacktrace",
                "--output",
                "runs/x");
        assertThat(outcome.out())
                .contains("<--master><local[*]><--class><io.foldsync.jobs.CrossValidate>"
                        + "<--conf><spark.a=b c><--executor-memory><2g></some/foldsync-jobs.jar>"
                        + "<--config><my job.yaml><--set><model.dropout=0.3><--stacktrace><--output><runs/x>")
                .contains("ip=10.0.0.9 scala=2.13");
        assertThat(outcome.code()).isEqualTo(7);
    }

    @Test
    void theMasterMayComeAsAnOptionOrAsSparksOwnSetting() throws Exception {
        assertThat(shell.run("foldsync", "cv", "a.yaml", "--master", "yarn").out())
                .startsWith("<--master><yarn><--class>");
        assertThat(shell.run("foldsync", "cv", "a.yaml", "--conf", "spark.master=local[3]")
                        .out())
                .startsWith("<--master><local[3]><--class>");
    }

    @Test
    void aBenchmarkIsToldWhereTheShippedDigitsAre() throws Exception {
        assertThat(shell.run("foldsync", "bench", "digits", "--runs=1", "--master", "local[2]", "--json", "a b.json")
                        .out())
                .startsWith("<--master><local[2]><--class><io.foldsync.jobs.Benchmark></some/foldsync-jobs.jar>"
                        + "<digits><--runs><1><--json><a b.json><--digits><")
                .contains("/conf/data/digits.csv>");
        assertThat(shell.run("foldsync", "bench", "--digits", "mine.csv").out()).contains("jar><--digits><mine.csv>\n");
        assertWrong("unknown option --rouns", "bench", "--rouns", "2");
        assertWrong("--runs needs a value", "bench", "--runs");
    }

    @Test
    void aPredictionGetsItsOptionsAndSparkItsOwn() throws Exception {
        assertThat(shell.run(
                                "foldsync",
                                "predict",
                                "--model",
                                "runs/a b",
                                "--data=rows.csv",
                                "--master",
                                "local[2]",
                                "--output",
                                "out",
                                "--use=fold-3",
                                "--conf",
                                "spark.a=b")
                        .out())
                .startsWith("<--master><local[2]><--class><io.foldsync.jobs.Predict><--conf><spark.a=b>"
                        + "</some/foldsync-jobs.jar><--model><runs/a b><--data><rows.csv><--output><out>"
                        + "<--use><fold-3>\n");
        assertWrong("unknown argument runs/a", "predict", "runs/a");
        assertWrong("unknown option --modle", "predict", "--modle", "runs/a");
        assertWrong("--as needs a value", "predict", "--as");
    }

    @Test
    void aWrongCommandLineEndsWithTwoAndSaysWhere() throws Exception {
        assertWrong("unknown command fly", "fly");
        assertWrong("cv needs a configuration", "cv");
        assertWrong("unknown option --excutor-memory", "cv", "a.yaml", "--excutor-memory", "2g");
        assertWrong("unknown option --excutor-memory", "cv", "a.yaml", "--excutor-memory=2g");
        assertWrong("--set needs a value", "cv", "a.yaml", "--set");
        assertWrong("two configurations: a.yaml and b.yaml", "cv", "a.yaml", "b.yaml");
        assertWrong("unknown profile spark-2.4", "--profile", "spark-2.4", "cv", "a.yaml");
        assertWrong("Usage: foldsync");
    }

    private void assertWrong(String message, String... arguments) throws Exception {
        Shell.Outcome outcome = shell.run("foldsync", arguments);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void helpIsHelpAndNoFailure() throws Exception {
        Shell.Outcome outcome = shell.run("foldsync", "help");
        assertThat(outcome.out()).contains("foldsync cv CONFIG", "foldsync bench [WORKLOAD");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void anOldOrAbsentJavaIsNamed() throws Exception {
        shell.environment().put("JAVA_HOME", folder.resolve("none").toString());
        assertThat(shell.run("foldsync", "cv", "a.yaml").err()).contains("none, but there is no", "Point JAVA_HOME");

        Path old = Files.createDirectories(folder.resolve("jdk11/bin"));
        Shell.script(old.resolve("java"), "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        shell.environment().put("JAVA_HOME", folder.resolve("jdk11").toString());
        Shell.Outcome outcome = shell.run("foldsync", "cv", "a.yaml");
        assertThat(outcome.err()).contains("is Java 11; Java 17 or later is needed");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void aSparkHomeWithoutSparkIsRefused() throws Exception {
        shell.environment().put("FOLDSYNC_SPARK_HOME", folder.toString());
        assertThat(shell.run("foldsync", "cv", "a.yaml").err()).contains("is no Spark home");
    }

    @Test
    void gpusAreToldAsSparkExpects() throws Exception {
        shell.environment().put("FOLDSYNC_GPU_ADDRESSES", "");
        assertThat(shell.run("gpu/fake-gpus").out()).isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\"]}\n");
        shell.environment().put("FOLDSYNC_GPU_ADDRESSES", "2 3");
        assertThat(shell.run("gpu/discover-gpus").out()).isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"2\",\"3\"]}\n");
    }
}
