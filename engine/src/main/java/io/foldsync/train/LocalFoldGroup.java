package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All folds in threads of this JVM, taking {@link Turns}: one fold in at most one thread at a time, one native thread a
 * fold.
 */
public final class LocalFoldGroup implements FoldGroup {
    private final int folds;
    private final IntFunction<FoldSession> sessions;
    private final Consumer<FoldTiming> timings;
    private final DeviceShare share;
    private final List<FoldTeam> teams = new ArrayList<>();
    private boolean teamed;
    private final FoldThreads threads;

    /**
     * @param sessions gives fold i's session; with fewer resident folds than there are, it may bring the fold in and
     *     another out. Whoever made the sessions closes them
     * @param timings is told how long each epoch of each fold took
     */
    public LocalFoldGroup(
            int folds, DeviceShare share, IntFunction<FoldSession> sessions, Consumer<FoldTiming> timings) {
        this.folds = folds;
        this.share = share;
        this.sessions = sessions;
        this.timings = timings;
        this.threads = new FoldThreads(Math.min(folds, share.threads()));
    }

    @Override
    public int folds() {
        return folds;
    }

    @Override
    public Round trainEpoch(EpochOrder order) {
        List<EpochReport> reports = new ArrayList<>();
        int from = 0;
        while (from < folds) {
            int to = from + Math.min(share.resident(), folds - from);
            reports.addAll(wave(from, to, order));
            from = to;
        }
        reports.sort(Comparator.comparingInt(EpochReport::fold));
        return new Round(order, reports);
    }

    /** Folds that are on the device together train one epoch. */
    private List<EpochReport> wave(int from, int to, EpochOrder order) {
        List<FoldSession> all = IntStream.range(from, to).mapToObj(sessions).toList();
        team(all);
        List<FoldSession> alone = all.stream()
                .filter(session -> teams.stream().noneMatch(team -> team.has(session)))
                .toList();
        return SharedEpoch.train(order, teams, alone, threads, timings);
    }

    /** Puts folds side by side, once: they stay what they are as long as the group lives. */
    private void team(List<FoldSession> all) {
        if (share.width() > 1 && !teamed) {
            FoldTeam.cut(all, share.width())
                    .forEach(members -> FoldTeam.of(members).ifPresent(teams::add));
            teamed = true;
        }
    }

    /** Waits for the slices that folds are in, as they are when another fold has failed; whoever made the sessions may close them next. */
    @Override
    public void close() {
        threads.close();
        teams.forEach(FoldTeam::close);
    }
}
