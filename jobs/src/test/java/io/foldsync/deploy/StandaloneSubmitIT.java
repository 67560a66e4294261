package io.foldsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar as users have it, through the real spark-submit, on a real standalone master with two workers. */
@Tag("cluster")
@EnabledIfSystemProperty(named = "foldsync.jar", matches = ".+", disabledReason = "the jar comes after the phase test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneSubmitIT {
    private static final int EPOCHS = 8;
    private static final String BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path folder;
    private final Shell shell;
    private String master = "";
    private List<ProcessHandle> workers = List.of();

    StandaloneSubmitIT(@TempDir Path folder) {
        this.folder = folder;
        Map<String, String> environment = new HashMap<>();
        environment.put("FOLDSYNC_SPARK_HOME", Objects.requireNonNull(System.getenv("SPARK_HOME")));
        environment.put("FOLDSYNC_JAR", Objects.requireNonNull(System.getProperty("foldsync.jar")));
        environment.put("TMPDIR", folder.toString());
        environment.put("SPARK_CONF_DIR", Shell.deploy("../conf").toString());
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        shell = new Shell(folder, environment);
    }

    @BeforeAll
    void aClusterOfTwoWorkersAndARunOnOneMachineToCompareWith() throws Exception {
        String digits = Shell.deploy("../conf/data/digits.csv").toString();
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                data: { path: %s, label: label, scaling: standard }
                folds: { k: 3 }
                model: { architecture: mlp, hidden: [128, 64], dropout: 0.5 }
                training: { epochs: %d, batchRows: 32 }
                run: { executorsWaitSeconds: 60 }
                seed: 3
                """
                        .formatted(digits, EPOCHS));
        Shell.Outcome local = submit("local[2]", "local").end();
        assertThat(local.code()).as(local.err()).isZero();
        assertThat(files("local"))
                .contains("history.csv", "models/fold-2.safetensors", "predictions.parquet/part-00002.parquet");
        assertThat(local.out()).contains("val_accuracy", "Written to ").doesNotContain("epoch 1");
        assertThat(local.err()).contains("epoch").doesNotContain("error: ", "\tat ");

        Shell.Outcome start = shell.run("standalone/cluster", "start", "--workers", "2", "--memory", "1g");
        assertThat(start.code()).as(start.err()).isZero();
        master = start.out().strip();
        workers = shell.run("standalone/cluster", "status")
                .out()
                .lines()
                .filter(line -> line.startsWith("worker-"))
                .map(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
        assertThat(workers).hasSize(2);
    }

    @AfterAll
    void stop() throws Exception {
        shell.run("standalone/cluster", "stop");
    }

    @Test
    void aClusterLeavesTheSameBytesAsOneMachine() throws Exception {
        Shell.Outcome outcome = submit(master, "cluster").end();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertSameFiles("cluster");
        assertThat(executorsOfFolds("cluster")).hasSize(3).allSatisfy((fold, executors) -> assertThat(executors)
                .hasSize(1));
        assertThat(executorsOfFolds("cluster").values().stream().distinct()).hasSize(2);
    }

    @Test
    void aRunThatLosesAnExecutorOnTheWayLeavesTheSameBytesToo() throws Exception {
        Shell.Running running = submit(master, "robbed");
        await(running, said -> epochsIn(said) >= 2);
        workers.get(0).children().forEach(ProcessHandle::destroyForcibly); // kill -9 of its executor
        int epochsBefore = epochsIn(running.saidSoFar());
        Shell.Outcome outcome = running.end();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(epochsBefore).isLessThan(EPOCHS);
        assertSameFiles("robbed");
        assertThat(executorsOfFolds("robbed").values())
                .as("a fold that went on elsewhere")
                .anySatisfy(executors -> assertThat(executors).hasSizeGreaterThan(1));
    }

    @Test
    void aClusterThatCannotGiveAnExecutorIsToldAndNotWaitedForWithoutEnd() throws Exception {
        Shell.Outcome outcome = submit(
                        master,
                        "starved",
                        "--executor-memory",
                        "3g",
                        "--conf",
                        "spark.scheduler.maxRegisteredResourcesWaitingTime=1s",
                        "--set",
                        "run.executorsWaitSeconds=2")
                .end();

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(6);
        assertThat(outcome.err())
                .contains("error: master " + master + ": no executor with a free task slot in 2 s")
                .doesNotContain("\tat ");
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("starved")).doesNotExist();
    }

    @Test
    void aMasterThatNobodyStartedIsTold() throws Exception {
        Shell.Outcome outcome = submit("spark://127.0.0.1:9", "nobody", "--set", "run.executorsWaitSeconds=0")
                .end();

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(6);
        assertThat(outcome.err())
                .contains("error: master spark://127.0.0.1:9: nobody answers: Connection refused")
                .doesNotContain("\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    private Shell.Running submit(String on, String output, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("cv", "job.yaml", "--master", on, "--output", output));
        arguments.addAll(List.of("--executor-memory", "768m", "--driver-memory", "1g", "--total-executor-cores", "2"));
        arguments.addAll(List.of("--conf", "spark.scheduler.minRegisteredResourcesRatio=1.0"));
        // JVMs that live for seconds, on few cores
        arguments.addAll(List.of("--driver-java-options", BRIEF, "--conf", "spark.executor.extraJavaOptions=" + BRIEF));
        arguments.addAll(List.of(more));
        return shell.start("foldsync", arguments.toArray(String[]::new));
    }

    private static void await(Shell.Running running, Predicate<String> sign) throws Exception {
        while (!sign.test(running.saidSoFar())) {
            assertThat(running.process().isAlive()).as(running.saidSoFar()).isTrue();
            Thread.sleep(20);
        }
    }

    private static int epochsIn(String log) {
        return (int) Pattern.compile("epoch \\d+/").matcher(log).results().count();
    }

    private void assertSameFiles(String output) throws IOException {
        assertThat(files(output)).isEqualTo(files("local"));
        for (String file : files(output)) {
            assertThat(folder.resolve(output).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("local").resolve(file));
        }
    }

    /** Every file whose bytes equal runs share. */
    private List<String> files(String output) throws IOException {
        Path root = folder.resolve(output);
        assertThat(root.resolve("_SUCCESS")).exists();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.equals("history.csv") || name.matches(".*\\.(parquet|safetensors)"))
                    .sorted()
                    .toList();
        }
    }

    /** From fold to the distinct executors it trained on, as {@code timings.csv} tells. */
    private Map<String, List<String>> executorsOfFolds(String output) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(output).resolve("timings.csv"));
        List<String> names = List.of(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.groupingBy(
                        values -> values[names.indexOf("fold")],
                        TreeMap::new,
                        Collectors.mapping(
                                values -> values[names.indexOf("place")],
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        places -> places.stream().distinct().toList()))));
    }
}
