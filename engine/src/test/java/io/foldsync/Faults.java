package io.foldsync;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches what a person would be told. */
public final class Faults {
    private Faults() {}

    /** The faults with which {@code action} stops. */
    public static List<Fault> of(ThrowingCallable action) {
        FoldSyncException stop = catchThrowableOfType(FoldSyncException.class, action);
        if (stop == null) {
            throw new AssertionError("no fault");
        }
        return stop.faults();
    }

    /** The only fault with which {@code action} stops. */
    public static Fault one(ThrowingCallable action) {
        List<Fault> faults = of(action);
        if (faults.size() != 1) {
            throw new AssertionError("not one fault but " + faults);
        }
        return faults.get(0);
    }
}
