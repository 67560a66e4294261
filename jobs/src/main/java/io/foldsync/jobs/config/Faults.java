package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;

/** The faults found so far, so that all of them are told at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    void add(ErrorCode code, String where, String is, String expected, String remedy) {
        found.add(new Fault(code, where, is, expected, remedy));
    }

    /** Stops with every fault; returns when there is none. */
    void stopIfAny() {
        if (!found.isEmpty()) {
            throw new FoldSyncException(found);
        }
    }
}
