package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.JobConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossValidateTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String config = "";

    @BeforeEach
    void writeConfiguration(@TempDir Path directory) throws IOException {
        config = Files.writeString(
                        directory.resolve("job.yaml"),
                        """
                        data: { path: rows.csv, label: label }
                        folds:
                          k: 5
                        model: { architecture: mlp, hidden: [8] }
                        output: out
                        """)
                .toString();
    }

    @Test
    void aJobThatIsDoneReturnsNormally() {
        List<JobConfig> ran = new ArrayList<>();

        Outcome outcome = run(ran::add);

        assertThat(outcome).isEqualTo(Outcome.SUCCESS);
        assertThat(ran).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void overridesReachTheJobAndTheLastOneWins() {
        List<JobConfig> ran = new ArrayList<>();

        run(ran::add, "--set", "training.epochs=3", "--set=training.epochs=4", "--output", "/elsewhere: [x]");

        assertThat(ran).singleElement().satisfies(job -> {
            assertThat(job.training().epochs()).isEqualTo(4);
            assertThat(job.output()).isEqualTo("file:/elsewhere: [x]");
        });
    }

    @Test
    void inputFollowsTheConfigurationAndOutputTheWorkingDirectory() {
        List<JobConfig> ran = new ArrayList<>();

        run(ran::add);

        Path directory = Path.of(config).toAbsolutePath().getParent();
        assertThat(ran).singleElement().satisfies(job -> {
            assertThat(job.data().source().paths()).containsExactly("file:" + directory + "/rows.csv");
            assertThat(job.output()).isEqualTo("file:" + Path.of("out").toAbsolutePath());
        });
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyFaultEndsWithItsExitCodeAndWithoutAStackTraceUnlessItIsADefect(ErrorCode code) {
        Outcome outcome = run(job -> {
            throw FoldSyncException.of(code, "here", "this", "that", "Mend it.");
        });

        assertThat(outcome.exitCode()).isEqualTo(code.exitCode());
        assertThat(told()).startsWith("error: here: this; expected that. Mend it.\n");
        assertThat(told().contains("\tat ")).isEqualTo(code == ErrorCode.INTERNAL);
    }

    @Test
    void aFaultAtAKeyTellsWhereTheKeyIsWritten() {
        run(job -> {
            throw FoldSyncException.of(ErrorCode.DATA_SPLIT, "folds.k", "5 folds of 3 rows", "fewer", "Lower folds.k.");
        });

        assertThat(told())
                .isEqualTo("error: " + config + ":3 folds.k: 5 folds of 3 rows; expected fewer. Lower folds.k.\n");
    }

    @Test
    void aFaultThatSparkBringsFromAnExecutorIsFoundWithin() {
        Outcome outcome = run(job -> {
            FoldSyncException stop = FoldSyncException.of(ErrorCode.DATA_VALUE, "row 7", "NaN", "a number", "Mend it.");
            throw new IllegalStateException("Job aborted due to stage failure", stop);
        });

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(told()).isEqualTo("error: row 7: NaN; expected a number. Mend it.\n");
    }

    @Test
    void theStackTraceIsPrintedWhenAskedFor() {
        run(
                job -> {
                    throw FoldSyncException.of(ErrorCode.DATA_VALUE, "row 7", "NaN", "a number", "Mend it.");
                },
                "--stacktrace");

        assertThat(told()).startsWith("error: row 7").contains("\tat io.foldsync.jobs.CrossValidateTest");
    }

    @Test
    void anythingElseThatIsThrownIsADefectWithItsStackTrace() {
        Outcome outcome = run(job -> {
            throw new IllegalStateException("surprise\nsecond line");
        });

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(told())
                .startsWith("error: foldsync: java.lang.IllegalStateException: surprise; expected no such failure.")
                .contains("\tat ");
    }

    @Test
    void memoryAndInterruptsHaveTheirOwnCodes() {
        assertThat(run(job -> {
                            throw new OutOfMemoryError("Java heap space");
                        })
                        .exitCode())
                .isEqualTo(ExitCode.RESOURCES);
        assertThat(run(job -> {
                            throw new IllegalStateException(new InterruptedException());
                        })
                        .exitCode())
                .isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void helpAndVersionNeedNoConfiguration() {
        assertThat(CrossValidate.run(job -> {}, System.err, "--help")).isEqualTo(Outcome.SUCCESS);
        assertThat(CrossValidate.run(job -> {}, System.err, "--version")).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aCommandLineWithoutConfigurationIsAUsageError() {
        Outcome outcome = CrossValidate.run(job -> {}, new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(told())
                .isEqualTo("error: command line: Missing required option: '--config=PATH'; expected the options that"
                        + " --help lists. Correct the command line.\n");
    }

    private Outcome run(JobRunner runner, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--config", config));
        arguments.addAll(List.of(more));
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        return CrossValidate.run(runner, print, arguments.toArray(String[]::new));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
