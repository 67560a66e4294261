package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One epoch of folds that share a device: teams side by side, each in one program, the others alone, all in turns. */
public final class SharedEpoch {
    private SharedEpoch() {}

    /**
     * Every fold trains and validates one epoch. Sessions are half-trained if anything is thrown.
     *
     * @param alone the folds that are in no team
     * @param timings is told how long each fold took, in the calling thread
     * @return a report a fold, in no order
     */
    public static List<EpochReport> train(
            EpochOrder order,
            List<FoldTeam> teams,
            List<FoldSession> alone,
            FoldThreads threads,
            Consumer<FoldTiming> timings) {
        List<TeamEpoch> together = teams.stream().map(team -> team.begin(order)).toList();
        List<FoldEpoch> single =
                alone.stream().map(session -> session.begin(order)).toList();
        threads.work(Stream.<Sliced>concat(together.stream(), single.stream()).toList());
        List<EpochReport> reports = new ArrayList<>();
        for (TeamEpoch epoch : together) {
            epoch.timings().forEach(timings);
            reports.addAll(epoch.reports());
        }
        for (FoldEpoch epoch : single) {
            timings.accept(epoch.timing());
            reports.add(epoch.report());
        }
        return reports;
    }
}
