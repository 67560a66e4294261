package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person reads who made a mistake: every line of it, and the exit code. The mistakes and their lines are in
 * {@code bad-configurations.txt}, each as a change to the configuration at its head.
 */
class BadConfigurationsTest {
    /** A mistake: the configuration as changed, further arguments, and what is expected of it. */
    record Mistake(String title, String text, List<String> arguments, int exitCode, List<String> lines) {
        @Override
        public String toString() {
            return title;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsToldWithItsPlaceAndEndsWithItsCode(Mistake mistake, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("job.yaml"), mistake.text());
        List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
        arguments.addAll(mistake.arguments());
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        Outcome outcome = CrossValidate.run(
                config -> {
                    throw new AssertionError("ran " + config);
                },
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));

        assertThat(err.toString(StandardCharsets.UTF_8).replace(directory + "/", ""))
                .isEqualTo(String.join("\n", mistake.lines()) + "\n");
        assertThat(outcome.exitCode().code()).isEqualTo(mistake.exitCode());
    }

    @Test
    void theConfigurationThatTheMistakesChangeIsGood(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("job.yaml"), good());

        Outcome outcome = CrossValidate.run(config -> {}, System.err, "--config", file.toString());

        assertThat(outcome).isEqualTo(Outcome.SUCCESS);
        assertThat(mistakes()).hasSizeGreaterThan(25);
    }

    static Stream<Mistake> mistakes() throws IOException {
        return blocks().stream().skip(1).map(BadConfigurationsTest::mistake);
    }

    private static Mistake mistake(String block) {
        StringBuilder out = new StringBuilder();
        StringBuilder in = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        List<String> told = new ArrayList<>();
        int exitCode = ExitCode.CONFIGURATION.code();
        for (String line : block.lines().skip(1).toList()) {
            if (line.startsWith("- ")) {
                out.append(line.substring(2)).append("\n");
            } else if (line.startsWith("+ ")) {
                in.append(line.substring(2)).append("\n");
            } else if (line.startsWith("$ ")) {
                arguments.addAll(List.of(line.substring(2).split(" ")));
            } else if (line.startsWith("exit ")) {
                exitCode = Integer.parseInt(line.substring(5));
            } else {
                told.add(line);
            }
        }
        String title = block.lines().findFirst().orElseThrow();
        return new Mistake(title, changed(out.toString(), in.toString()), arguments, exitCode, told);
    }

    private static String changed(String out, String in) {
        assertThat(good()).contains(out);
        return out.isEmpty() ? good() + in : good().replace(out, in);
    }

    private static String good() {
        String block = blocks().get(0);
        return block.substring(block.indexOf('\n') + 1);
    }

    private static List<String> blocks() {
        try (InputStream in = BadConfigurationsTest.class.getResourceAsStream("bad-configurations.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("^== ", Pattern.MULTILINE)
                    .splitAsStream(all)
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
