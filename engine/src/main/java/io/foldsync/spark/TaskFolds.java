package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.FoldSession;
import io.foldsync.train.FoldTeam;
import io.foldsync.train.FoldThreads;
import io.foldsync.train.SharedEpoch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The folds of one task in its executor: brought to where the run stands, put side by side where that is asked, and
 * trained in turns on the task's cores.
 *
 * <p>Folds that train side by side are one unit here: they report together, and when one of them is lost all follow their
 * orders again together, because a fold alone would round differently. Whoever works on a unit holds the locks of all its
 * folds, taken in their order.
 */
final class TaskFolds {
    private final ResidentRun run;
    private final String device;
    private final DeviceShare share;
    private final List<List<Integer>> units;

    /** @param folds the task's folds; where the user asks for a width, every team of theirs is whole */
    TaskFolds(ResidentRun run, RunRecipe recipe, List<Integer> folds, String device) {
        this.run = run;
        this.device = device;
        this.share = run.share(device, Runtime.getRuntime().availableProcessors());
        int all = recipe.fold().split().folds();
        this.units = units(folds, all, recipe.device().width(), share.width());
    }

    /**
     * The folds that train side by side, in order.
     *
     * @param all k, the folds of the run
     * @param asked the width that the user asks for, for teams that do not depend on tasks; 0: all folds of the task
     * @param width the most that this device allows
     */
    static List<List<Integer>> units(List<Integer> folds, int all, int asked, int width) {
        List<Integer> ordered = folds.stream().sorted().toList();
        List<List<Integer>> teams = asked == 0 ? List.of(ordered) : Placement.teams(all, asked);
        return teams.stream()
                .map(team -> team.stream().filter(ordered::contains).toList())
                .filter(team -> !team.isEmpty())
                .flatMap(team -> FoldTeam.cut(team, width).stream())
                .toList();
    }

    /**
     * Every fold's report on {@code order}: trained now, on from wherever it stands here.
     *
     * @param past the orders of all epochs before {@code order}; what was not followed yet is replayed
     * @param cores of the task: so many folds train at a time
     */
    List<EpochReport> train(List<EpochOrder> past, EpochOrder order, int cores, Consumer<FoldTiming> timings) {
        List<EpochReport> reports = new ArrayList<>();
        try (FoldThreads threads =
                new FoldThreads(Math.max(1, Math.min(Math.min(cores, share.threads()), units.size())))) {
            for (List<List<Integer>> wave : waves()) {
                List<Unit> here = wave.stream().map(Unit::new).toList();
                reports.addAll(locked(here, () -> train(here, past, order, threads, timings)));
            }
        }
        reports.sort(Comparator.comparingInt(EpochReport::fold));
        return reports;
    }

    /** What {@code work} makes of a fold's session after exactly the orders {@code past}; it stays while the work lasts. */
    <T> T use(int fold, List<EpochOrder> past, Function<FoldSession, T> work) {
        Unit unit = units.stream()
                .filter(folds -> folds.contains(fold))
                .findFirst()
                .map(Unit::new)
                .orElseThrow();
        return locked(List.of(unit), () -> {
            unit.bring(past);
            return work.apply(unit.session(fold));
        });
    }

    /** Units that are on the device at a time; tasks that share it have a share of its room each. */
    private List<List<List<Integer>>> waves() {
        int here = units.stream().mapToInt(List::size).sum();
        int room = share.resident() >= run.folds() ? here : Math.max(1, share.resident() * here / run.folds());
        List<List<List<Integer>>> waves = new ArrayList<>();
        for (int from = 0; from < units.size(); from += room) { // units of one wherever there is no room for all
            waves.add(units.subList(from, Math.min(units.size(), from + room)));
        }
        return waves;
    }

    private static <T> T locked(List<Unit> units, Supplier<T> work) {
        List<ResidentFold> members =
                units.stream().flatMap(unit -> unit.members.stream()).toList();
        members.forEach(member -> member.lock.lock());
        try {
            return work.get();
        } finally {
            members.forEach(member -> member.lock.unlock());
        }
    }

    private static List<EpochReport> train(
            List<Unit> units,
            List<EpochOrder> past,
            EpochOrder order,
            FoldThreads threads,
            Consumer<FoldTiming> timings) {
        List<EpochReport> reports = new ArrayList<>();
        List<FoldTeam> teams = new ArrayList<>();
        List<FoldSession> alone = new ArrayList<>();
        for (Unit unit : units) {
            Optional<List<EpochReport>> known = unit.reported(order);
            if (known.isPresent()) {
                reports.addAll(known.get()); // the driver never saw these: their task died on the way home
            } else {
                unit.bring(past);
                unit.team().ifPresentOrElse(teams::add, () -> alone.addAll(unit.sessions));
            }
        }
        List<EpochReport> made = SharedEpoch.train(order, teams, alone, threads, timings);
        for (Unit unit : units) {
            unit.keep(made);
        }
        reports.addAll(made);
        return reports;
    }

    /** Folds that train side by side, or one that trains alone. */
    private final class Unit {
        final List<Integer> folds;
        final List<ResidentFold> members;
        List<FoldSession> sessions = List.of();

        Unit(List<Integer> folds) {
            this.folds = folds;
            this.members = folds.stream().map(run::resident).toList();
        }

        Optional<List<EpochReport>> reported(EpochOrder order) {
            List<EpochReport> reports = members.stream()
                    .map(member -> member.lastReport)
                    .filter(report -> report != null && report.epoch() == order.epoch())
                    .toList();
            return reports.size() == members.size() ? Optional.of(reports) : Optional.empty();
        }

        void keep(List<EpochReport> reports) {
            for (int i = 0; i < members.size(); i++) {
                int fold = folds.get(i);
                ResidentFold member = members.get(i);
                reports.stream().filter(report -> report.fold() == fold).forEach(report -> member.lastReport = report);
            }
        }

        /** Brings all to after exactly the orders {@code past}. */
        void bring(List<EpochOrder> past) {
            sessions = standing(past.size());
            int epochs = sessions.get(0).epochs();
            if (epochs < past.size()) {
                members.forEach(member -> member.doesAgain(epochs, past.size()));
                team().ifPresentOrElse(
                                team -> team.replay(past), () -> sessions.forEach(session -> session.replay(past)));
            }
        }

        /** All after the same number of epochs, the most that all can have here: one that was lost takes the others back. */
        private List<FoldSession> standing(int most) {
            List<FoldSession> all = members.stream()
                    .map(member -> run.standing(member, most, device))
                    .toList();
            int least = all.stream().mapToInt(FoldSession::epochs).min().orElseThrow();
            return all.stream().allMatch(session -> session.epochs() == least) ? all : standing(least);
        }

        Optional<FoldTeam> team() {
            return run.teams().of(folds, sessions);
        }

        FoldSession session(int fold) {
            return sessions.get(folds.indexOf(fold));
        }
    }
}
