package io.foldsync.spark.data;

import io.foldsync.error.FoldSyncException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds what a person can mend inside the exceptions that Spark wraps around it. */
public final class SparkFaults {
    private SparkFaults() {}

    /** What {@code action} gives; a {@link FoldSyncException} thrown in a task arrives here as itself. */
    public static <T> T surfaced(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException failure) {
            throw buried(failure, failure);
        } catch (Exception failure) { // Spark's checked exceptions, which Scala does not declare
            throw buried(failure, new IllegalStateException(rootMessage(failure), failure));
        }
    }

    /** As {@link #surfaced(Supplier)}; any other failure becomes what {@code otherwise} says, with the failure as cause. */
    static <T> T surfaced(Supplier<T> action, Function<Exception, FoldSyncException> otherwise) {
        try {
            return action.get();
        } catch (Exception failure) {
            throw buried(failure, otherwise.apply(failure).causedBy(failure));
        }
    }

    /** The innermost cause's first line, or its type where it says nothing. */
    public static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank()
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip();
    }

    private static RuntimeException buried(Throwable failure, RuntimeException otherwise) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FoldSyncException fault) {
                return fault;
            }
        }
        return otherwise;
    }
}
