package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.ExitCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended.
 *
 * @param lines what a person is told, without {@code error: }; empty on success
 * @param cause what was thrown; null on success
 */
record Outcome(ExitCode exitCode, List<String> lines, @Nullable Throwable cause) {
    static final Outcome SUCCESS = new Outcome(ExitCode.OK, List.of(), null);

    Outcome {
        lines = List.copyOf(lines);
    }

    /**
     * The outcome of a program that threw; Spark wraps what executors throw, so causes are looked through.
     *
     * @param located adds to a fault where its configuration key is written
     */
    static Outcome of(Throwable thrown, UnaryOperator<Fault> located) {
        Optional<FoldSyncException> stop = first(thrown, FoldSyncException.class);
        if (stop.isPresent()) {
            List<String> lines = stop.get().faults().stream()
                    .map(located)
                    .map(Fault::message)
                    .toList();
            return new Outcome(stop.get().exitCode(), lines, thrown);
        }
        if (first(thrown, InterruptedException.class).isPresent()
                || first(thrown, InterruptedIOException.class).isPresent()) {
            return new Outcome(ExitCode.INTERRUPTED, List.of("interrupted"), thrown);
        }
        if (first(thrown, OutOfMemoryError.class).isPresent()) {
            return failed(
                    ErrorCode.OUT_OF_MEMORY,
                    thrown,
                    "enough memory",
                    "Raise --driver-memory or --executor-memory, or lower training.batchRows.");
        }
        return failed(ErrorCode.INTERNAL, thrown, "no such failure", "Report what follows.");
    }

    private static Outcome failed(ErrorCode code, Throwable thrown, String expected, String remedy) {
        Fault fault = new Fault(code, "foldsync", oneLine(thrown), expected, remedy);
        return new Outcome(code.exitCode(), List.of(fault.message()), thrown);
    }

    private static String oneLine(Throwable thrown) {
        return thrown.toString().lines().findFirst().orElse("a failure");
    }

    private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> kind) {
        return Stream.<@Nullable Throwable>iterate(thrown, t -> t != null, t -> t == null ? null : t.getCause())
                .limit(50) // causes can form a ring
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Prints one {@code error: } line a fault, and the stack trace if asked or if the program is to blame. */
    void print(PrintStream to, boolean withStackTrace) {
        lines.forEach(line -> to.println("error: " + line));
        if (cause != null && (withStackTrace || exitCode == ExitCode.INTERNAL)) {
            cause.printStackTrace(to);
        }
        to.flush();
    }
}
