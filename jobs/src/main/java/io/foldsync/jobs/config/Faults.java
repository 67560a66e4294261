package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What binding a configuration has found so far: its faults, so that all are told at once, and the keys it was asked for. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();
    private final Map<String, AskedKey> asked = new LinkedHashMap<>();

    void add(ErrorCode code, String where, String is, String expected, String remedy) {
        found.add(new Fault(code, where, is, expected, remedy));
    }

    /** Notes that a key was asked for; what it is, once somebody says so. */
    void asked(String path, String type, String range) {
        asked.merge(
                path, new AskedKey(type, range), (first, now) -> first.type().isEmpty() ? now : first);
    }

    /** The keys asked for, by path, in the order in which they were first asked for. */
    Map<String, AskedKey> asked() {
        return Collections.unmodifiableMap(asked);
    }

    /** Stops with every fault; returns when there is none. */
    void stopIfAny() {
        if (!found.isEmpty()) {
            throw new FoldSyncException(found);
        }
    }
}
