package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.nn.JointModels;
import io.foldsync.nn.Model;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Folds of one device that train side by side, in one program of width w. Used by one thread at a time. */
final class FoldTeam implements AutoCloseable {
    private final List<FoldSession> folds;
    private final JointModels models;

    private FoldTeam(List<FoldSession> folds, JointModels models) {
        this.folds = folds;
        this.models = models;
    }

    /**
     * Teams of at most {@code width} folds each, as even as can be: five folds of width 3 are 3 and 2. Folds that cannot
     * train together, or for which there is no partner, are in no team.
     */
    static List<FoldTeam> of(List<FoldSession> sessions, int width) {
        int teams = (sessions.size() + width - 1) / width;
        List<FoldTeam> made = new ArrayList<>();
        for (int team = 0; team < teams; team++) {
            List<FoldSession> members =
                    sessions.subList(team * sessions.size() / teams, (team + 1) * sessions.size() / teams);
            List<Model> models =
                    members.stream().map(member -> member.network().model()).toList();
            if (members.stream().noneMatch(member -> member.network().inParts()) && JointModels.fit(models)) {
                made.add(new FoldTeam(List.copyOf(members), JointModels.of(models)));
            }
        }
        return made;
    }

    /** Whether this is the team of exactly such a session. */
    boolean has(FoldSession session) {
        return folds.stream().anyMatch(member -> member == session);
    }

    TeamEpoch begin(EpochOrder order) {
        List<int[]> rows = new ArrayList<>();
        List<Seed> seeds = new ArrayList<>();
        for (FoldSession fold : folds) {
            rows.add(fold.shuffledRows(order));
            seeds.add(fold.dropoutSeed(order));
        }
        double[] lrs = new double[folds.size()];
        Arrays.fill(lrs, order.lr());
        folds.forEach(fold -> fold.follow(order));
        return new TeamEpoch(folds, order, models.begin(rows, lrs, seeds));
    }

    /** Lets go of what the folds share; the folds stay. */
    @Override
    public void close() {
        models.close();
    }
}
