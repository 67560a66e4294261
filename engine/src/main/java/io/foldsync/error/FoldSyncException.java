package io.foldsync.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops a job for reasons a person can mend. Carries every fault found, so that a configuration with five mistakes is
 * mended in one round. Anything else that is thrown is a defect and ends with {@link ExitCode#INTERNAL}.
 */
public final class FoldSyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Fault> faults;

    /** Stops for {@code faults}, which must not be empty. */
    public FoldSyncException(List<Fault> faults) {
        this(faults, null);
    }

    private FoldSyncException(List<Fault> faults, @Nullable Throwable cause) {
        super(faults.stream().map(Fault::message).collect(Collectors.joining("\n")), cause);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("an exception without a fault");
        }
        this.faults = List.copyOf(faults);
    }

    /** Stops for one fault; the components are those of {@link Fault}. */
    public static FoldSyncException of(ErrorCode code, String where, String found, String expected, String remedy) {
        return new FoldSyncException(List.of(new Fault(code, where, found, expected, remedy)), null);
    }

    /** Stops because somebody outside asked the waiting thread to; leaves the thread's interrupt flag set. */
    public static FoldSyncException interrupted(String where, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return of(ErrorCode.INTERRUPTED, where, "interrupted", "to run to the end", "Start the job again.")
                .causedBy(cause);
    }

    /** The same stop with the lower-level failure that showed it; the cause appears with {@code --stacktrace} only. */
    public FoldSyncException causedBy(Throwable cause) {
        return new FoldSyncException(faults, cause);
    }

    /** The faults in the order they were found; at least one. */
    public List<Fault> faults() {
        return faults;
    }

    /** The exit code of the first fault. */
    public ExitCode exitCode() {
        return faults.get(0).code().exitCode();
    }
}
