package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with the settings of a rule, to tell all of it at once. */
final class Check {
    private final String where;
    private final List<Fault> faults = new ArrayList<>();

    /** @param where the configuration's section, such as {@code training.schedule} */
    Check(String where) {
        this.where = where;
    }

    /** Adds a fault unless {@code holds}. */
    Check that(boolean holds, String key, Object found, String expected) {
        if (!holds) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    where + "." + key,
                    String.valueOf(found),
                    expected,
                    "Choose another value."));
        }
        return this;
    }

    Check atLeast(int low, String key, int value) {
        return that(value >= low, key, value, low + " or more");
    }

    Check atLeast0(String key, double value) {
        return that(value >= 0 && Double.isFinite(value), key, value, "0 or a positive number");
    }

    Check above0(String key, double value) {
        return that(value > 0 && Double.isFinite(value), key, value, "a positive number");
    }

    /** Strictly between 0 and 1. */
    Check share(String key, double value) {
        return that(value > 0 && value < 1, key, value, "a number above 0 and below 1");
    }

    /** @throws FoldSyncException with every fault */
    void done() {
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
    }
}
