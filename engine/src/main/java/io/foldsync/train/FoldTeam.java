package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.nn.JointModels;
import io.foldsync.nn.JointPass;
import io.foldsync.nn.Model;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Folds of one device that train side by side, in one program of width w. Used by one thread at a time.
 *
 * <p>What a fold learns in a team equals what it learns alone, or in another team, to rounding; in an equal team, to the
 * bit. So a fold whose team is lost is had again to the bit only with its team.
 */
public final class FoldTeam implements AutoCloseable {
    private final List<FoldSession> folds;
    private final JointModels models;

    private FoldTeam(List<FoldSession> folds, JointModels models) {
        this.folds = folds;
        this.models = models;
    }

    /** {@code all} cut into runs of at most {@code width}, as even as can be: five folds of width 3 are 2 and 3. */
    public static <T> List<List<T>> cut(List<T> all, int width) {
        int teams = (all.size() + width - 1) / width;
        List<List<T>> made = new ArrayList<>();
        for (int team = 0; team < teams; team++) {
            made.add(List.copyOf(all.subList(team * all.size() / teams, (team + 1) * all.size() / teams)));
        }
        return made;
    }

    /** The team of all these folds; empty when they cannot train together, or are fewer than two. */
    public static Optional<FoldTeam> of(List<FoldSession> members) {
        List<Model> models =
                members.stream().map(member -> member.network().model()).toList();
        return members.stream().noneMatch(member -> member.network().inParts()) && JointModels.fit(models)
                ? Optional.of(new FoldTeam(List.copyOf(members), JointModels.of(models)))
                : Optional.empty();
    }

    /** Whether it is the team of these very sessions, in this order. */
    public boolean isOf(List<FoldSession> members) {
        if (members.size() != folds.size()) {
            return false;
        }
        for (int i = 0; i < folds.size(); i++) {
            if (folds.get(i) != members.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is the team of exactly such a session. */
    boolean has(FoldSession session) {
        return folds.stream().anyMatch(member -> member == session);
    }

    TeamEpoch begin(EpochOrder order) {
        return new TeamEpoch(folds, order, pass(order));
    }

    /**
     * Follows orders already given, without validating, as {@link FoldSession#replay} does for one fold.
     *
     * @throws IllegalArgumentException when the members have not trained equally many epochs
     */
    public void replay(List<EpochOrder> orders) {
        for (EpochOrder order : orders.subList(folds.get(0).epochs(), orders.size())) {
            JointPass pass = pass(order);
            while (!pass.done()) {
                pass.advance();
            }
            folds.forEach(FoldSession::followed);
        }
    }

    private JointPass pass(EpochOrder order) {
        List<int[]> rows = new ArrayList<>();
        List<Seed> seeds = new ArrayList<>();
        for (FoldSession fold : folds) {
            rows.add(fold.shuffledRows(order));
            seeds.add(fold.dropoutSeed(order));
        }
        DoubleUnaryOperator lr = order.shape()::at;
        folds.forEach(fold -> fold.follow(order));
        return models.begin(rows, Collections.nCopies(folds.size(), lr), seeds);
    }

    /** Lets go of what the folds share; the folds stay. */
    @Override
    public void close() {
        models.close();
    }
}
