package io.foldsync.spark;

import io.foldsync.train.FoldSession;
import io.foldsync.train.FoldTeam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folds of a run that train side by side in an executor: teams outlive tasks as their sessions do, and are made anew
 * when a session is another than before, or the teams are cut otherwise.
 */
final class ResidentTeams implements AutoCloseable {
    private final Map<Integer, FoldTeam> byFold = new HashMap<>();

    /**
     * The team of these folds; empty for one fold, and where networks cannot be put side by side. For whoever holds the
     * locks of all these folds, so that no team of theirs is in use.
     */
    synchronized Optional<FoldTeam> of(List<Integer> folds, List<FoldSession> sessions) {
        FoldTeam known = byFold.get(folds.get(0));
        if (known != null && known.isOf(sessions)) {
            return Optional.of(known);
        }
        for (int fold : folds) {
            FoldTeam old = byFold.get(fold);
            if (old != null) {
                byFold.values().removeIf(team -> team == old);
                old.close();
            }
        }
        Optional<FoldTeam> made = FoldTeam.of(sessions);
        made.ifPresent(team -> folds.forEach(fold -> byFold.put(fold, team)));
        return made;
    }

    /** Lets go of what teams share; call it when no fold trains. */
    @Override
    public synchronized void close() {
        byFold.values().stream().distinct().forEach(FoldTeam::close);
        byFold.clear();
    }
}
