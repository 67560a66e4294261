package io.foldsync.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of {@code deploy/} as a user would, from a directory of its own. */
record Shell(Path directory, Map<String, String> environment) {

    /** What a script left: its exit code and what it wrote. */
    record Outcome(int code, String out, String err) {}

    /** A script that runs, and where it writes. */
    record Running(Process process, Path out, Path err) {

        /** What it has said on standard error up to now. */
        String saidSoFar() throws IOException {
            return text(err);
        }

        /** Waits for its end. */
        Outcome end() throws IOException, InterruptedException {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end within five minutes:\n" + text(out) + text(err));
            }
            return new Outcome(process.exitValue(), text(out), text(err));
        }
    }

    /** @param script a path below {@code deploy/}, or an absolute one */
    Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        return start(script, arguments).end();
    }

    /** As {@link #run}, without waiting. */
    Running start(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(deploy(script).toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** Writes a script that may be run, at {@code file}. */
    static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    static Path deploy(String path) {
        return Path.of("..", "deploy").toAbsolutePath().normalize().resolve(path);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
