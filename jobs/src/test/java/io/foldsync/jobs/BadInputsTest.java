package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job on inputs that no look at the configuration finds wanting: each ends with its exit code and words that help,
 * without a stack trace, and leaves every file of its folder as it was.
 */
@Tag("spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputsTest {
    private static final String JOB =
            """
            data: { path: rows.csv, label: label, id: id, features: [a, b] }
            folds: { k: 3 }
            model: { architecture: mlp, hidden: [4] }
            training: { epochs: 1 }
            """;

    private final SparkSession spark;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    BadInputsTest(@TempDir Path warehouse) {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("bad inputs")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", warehouse.toString())
                .getOrCreate();
    }

    @AfterAll
    void stop() {
        spark.stop();
    }

    @Test
    void theJobThatTheOthersSpoilIsGood(@TempDir Path folder) throws IOException {
        Outcome outcome = run(BadInput.of("nothing"), folder);

        assertThat(outcome.exitCode()).as(told()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("out/_SUCCESS")).exists();
        assertThat(folder.resolve("out/_staging")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("io.foldsync.jobs.BadInputs#all")
    void everyBadInputIsToldEndsWithItsCodeAndTouchesNothing(BadInput input, @TempDir Path folder) throws IOException {
        Map<String, String> before = prepare(input, folder);

        Outcome outcome = runPrepared(input, folder);

        assertThat(told()).contains(input.phrases()).doesNotContain("\tat ", "Exception", "SPARK", "FAILED_");
        assertThat(told().lines()).allMatch(line -> line.startsWith("error: "));
        assertThat(outcome.exitCode()).isEqualTo(input.exitCode());
        assertThat(contents(folder)).isEqualTo(before);
    }

    @Test
    void whatThisUserMayNotReadOrWriteIsTold(@TempDir Path folder) throws IOException {
        assumeThat(System.getProperty("user.name")).as("root may everything").isNotEqualTo("root");
        BadInput closed = BadInput.of("a file without permission").ends(ExitCode.DATA);
        prepare(closed, folder);
        Files.setPosixFilePermissions(folder.resolve("rows.csv"), PosixFilePermissions.fromString("---------"));
        assertThat(runPrepared(closed, folder).exitCode()).as(told()).isEqualTo(ExitCode.DATA);
        assertThat(told()).contains("rows.csv: it cannot be read").doesNotContain("\tat ");

        Files.setPosixFilePermissions(folder.resolve("rows.csv"), PosixFilePermissions.fromString("r--------"));
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(runPrepared(closed.set("output=locked/out"), folder).exitCode())
                .as(told())
                .isEqualTo(ExitCode.OUTPUT);
    }

    private Outcome run(BadInput input, Path folder) throws IOException {
        prepare(input, folder);
        return runPrepared(input, folder);
    }

    private Map<String, String> prepare(BadInput input, Path folder) throws IOException {
        Files.writeString(folder.resolve("job.yaml"), JOB + "output: " + folder.resolve("out") + "\n");
        Files.writeString(folder.resolve("rows.csv"), BadInput.table(BadInput::good));
        input.preparation().in(folder, spark);
        return contents(folder);
    }

    private Outcome runPrepared(BadInput input, Path folder) {
        err.reset();
        List<String> arguments =
                new ArrayList<>(List.of("--config", folder.resolve("job.yaml").toString()));
        for (String setting : input.settings()) {
            arguments.add("--set");
            arguments.add(setting.replace("output=", "output=" + (setting.contains("://") ? "" : folder + "/")));
        }
        return CrossValidate.run(
                new SparkJobRunner(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Every file and folder below, with what is in it. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                contents.put(
                        path.toString(),
                        Files.isDirectory(path) ? "a folder" : HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}
