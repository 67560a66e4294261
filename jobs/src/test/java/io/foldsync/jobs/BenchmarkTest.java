package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
    private static final String DIGITS = Path.of("../conf/data/digits.csv").toString();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path folder = Path.of("");

    @BeforeEach
    void folder(@TempDir Path folder) {
        this.folder = folder;
    }

    private Outcome run(String... args) {
        return Benchmark.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownWorkloadIsAUsageErrorThatNamesTheNearest() {
        assertThat(run("digit").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(told()).contains("workload digit: no such workload", "Write digits if that is what you meant.");
        assertThat(out.size()).isZero();
    }

    @Test
    void everyNumberOutOfRangeIsReportedAtOnce() {
        assertThat(run("--runs=0", "--folds", "1", "--rows", "-3", "--threads", "0", "--epochs=0")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(told().lines()).hasSize(5).contains("error: --folds: 1; expected 2 or more. Raise --folds.");
    }

    @Test
    void unknownOptionsAndWordsForNumbersAreUsageErrors() {
        assertThat(run("--rouns", "2").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("--runs", "two").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void dataThatWereNamedAreNotReplacedByOthers() {
        assertThat(run("mlp10k", "--data", folder.toString()).exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run("digits", "--digits", folder.resolve("none.csv").toString())
                        .exitCode())
                .isEqualTo(ExitCode.DATA);
        assertThat(told()).contains("--data " + folder, "train-images-idx3-ubyte.gz", "none.csv");
    }

    @Test
    void aReportThatIsThereIsNotOverwritten() throws IOException {
        Path there = Files.writeString(folder.resolve("there.json"), "{}");
        assertThat(run("digits", "--digits", DIGITS, "--json", there.toString()).exitCode())
                .isEqualTo(ExitCode.OUTPUT);
        assertThat(run(
                                "digits",
                                "--digits",
                                DIGITS,
                                "--json",
                                folder.resolve("no/such.json").toString())
                        .exitCode())
                .isEqualTo(ExitCode.OUTPUT);
        assertThat(there).hasContent("{}");
    }

    @Test
    @Tag("spark")
    void aSmallWorkloadRunsToAReportForPeopleAndOneForPrograms() throws IOException {
        Path file = folder.resolve("bench.json");

        Outcome outcome = run(
                "digits",
                "--digits",
                DIGITS,
                "--rows",
                "300",
                "--folds",
                "2",
                "--epochs",
                "2",
                "--runs",
                "2",
                "--threads",
                "2",
                "--json",
                file.toString());

        assertThat(told()).contains("digits, run 1 of 2: ", "digits, run 2 of 2: ");
        assertThat(outcome).isEqualTo(Outcome.SUCCESS);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "samples a second, median",
                        "meeting of the folds, ms",
                        "share of the GEMM limit",
                        "data of digits: " + DIGITS);
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.get("format").asText()).isEqualTo("foldsync-bench/1");
        assertThat(report.get("master").asText()).isEqualTo("local[2]");
        assertThat(report.get("gemmGigaflopsPerThread").asDouble()).isPositive();
        assertThat(report.get("startSeconds").asDouble())
                .isPositive()
                .isLessThan(report.get("wholeSeconds").asDouble());
        assertThat(report.get("workloads")).hasSize(1);
        checkDigits(
                report.get("workloads").get(0),
                report.get("gemmGigaflopsPerThread").asDouble());
    }

    /** Few epochs in a JVM that other tests warm up: the verdict is not asked for, only that nothing large is kept. */
    @Test
    @Tag("spark")
    void aLongRunIsLookedAtTenTimes() {
        run("--growth", "--digits", DIGITS, "--rows", "300", "--folds", "2", "--epochs", "20", "--threads", "2");

        List<Double> resident = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("after \\d+ epochs: [\\d.]+ MiB resident, of which Java uses [\\d.]+ MiB"))
                .map(line -> Double.valueOf(line.split(" ", -1)[3]))
                .toList();
        assertThat(resident).hasSize(10);
        assertThat(resident.get(9)).isLessThan(1.25 * resident.get(0));
    }

    @Test
    @Tag("spark")
    void watchedEpochsAreComparedWithTheirNeighboursAndLeaveNoFiles() throws IOException {
        long before = temporaryFolders();
        Outcome outcome = run(
                "--watched", "--digits", DIGITS, "--rows=300", "--folds=2", "--epochs=6", "--runs=1", "--threads=2");

        assertThat(outcome).isEqualTo(Outcome.SUCCESS);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches("digits, run 1 of 1: an epoch took [\\d.]+ ms"))
                .anyMatch(line ->
                        line.matches("digits: loggers and callbacks make an epoch -?[\\d.]+ % longer, the median of"
                                + " 2 neighbours"));
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    private static long temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("foldsync-bench-"))
                    .count();
        }
    }

    @Test
    void onlyOneCheckAtATime() {
        assertThat(run("--watched", "--growth", "--epochs", "1").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(told()).contains("error: --watched: beside --growth", "error: --epochs: 1; expected 4 or more");
    }

    @Test
    void aRunThatIsLookedAtIsNotTimed() {
        assertThat(run("--growth", "--json", folder.resolve("bench.json").toString())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(told()).contains("error: --json: beside --growth");
    }

    private static void checkDigits(JsonNode digits, double limit) {
        assertThat(digits.get("synthetic").asBoolean()).isFalse();
        assertThat(digits.get("rows").asInt()).isEqualTo(300);
        assertThat(digits.get("threads").asInt()).isEqualTo(2);
        assertThat(digits.get("megaflopPerSample").asDouble()).isEqualTo(0.269824);
        assertThat(digits.get("runs")).hasSize(2).allSatisfy(run -> {
            assertThat(run.get("trainedRows").asInt()).isEqualTo(2 * 300);
            assertThat(run.get("samplesPerSecond").asDouble())
                    .isCloseTo(600 / run.get("wallSeconds").asDouble(), withinPercentage(1e-9));
            assertThat(run.get("firstEpochEndSeconds").asDouble())
                    .isGreaterThan(run.get("firstEpochStartSeconds").asDouble());
            assertThat(run.has("peakMebibytes") && run.has("otherCores")).isTrue();
            assertThat(run.get("meetingSeconds").asDouble())
                    .isPositive()
                    .isLessThan(run.get("wallSeconds").asDouble());
            assertThat(run.get("accuracy").asDouble())
                    .isEqualTo(digits.get("accuracy").asDouble());
        });
        JsonNode rate = digits.get("samplesPerSecond");
        assertThat(rate.get("median").asDouble())
                .isBetween(rate.get("min").asDouble(), rate.get("max").asDouble());
        assertThat(digits.get("fractionOfGemm").asDouble())
                .isCloseTo(rate.get("median").asDouble() * 269_824e-9 / (limit * 2), withinPercentage(1e-9));
    }
}
