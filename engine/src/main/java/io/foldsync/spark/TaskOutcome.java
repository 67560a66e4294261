package io.foldsync.spark;

import static java.util.Objects.requireNonNull;

import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task brings home: its value, or the faults that stopped it. A fault comes home as a value because Spark would
 * retry a task that throws, and what cannot work does not work better the fourth time.
 */
record TaskOutcome<T extends Serializable>(@Nullable T value, List<Fault> faults) implements Serializable {

    /** Does the work of a task. */
    static <T extends Serializable> TaskOutcome<T> of(Supplier<T> work) {
        try {
            return new TaskOutcome<>(work.get(), List.of());
        } catch (FoldSyncException e) {
            return new TaskOutcome<>(null, e.faults());
        }
    }

    /**
     * The value.
     *
     * @throws FoldSyncException with the faults the task met
     */
    T orThrow() {
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return requireNonNull(value);
    }
}
