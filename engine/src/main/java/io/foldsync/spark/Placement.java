package io.foldsync.spark;

import io.foldsync.train.FoldTeam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which executor each group of folds asks for. A group keeps its executor as long as that lives and has a slot for it,
 * because moving means replaying; only groups without a seat are seated anew, on the emptiest executors.
 */
final class Placement {
    private Placement() {}

    /**
     * The folds that must stay together, whatever the executors: with a width that the user asks for, each team of folds
     * that train side by side, since a fold in another team would round differently.
     *
     * @param width 0 for none
     */
    static List<List<Integer>> teams(int folds, int width) {
        return FoldTeam.cut(IntStream.range(0, folds).boxed().toList(), Math.max(1, width));
    }

    /**
     * Deals teams to groups: one group a slot, as many groups as there are slots or teams, sizes as even as whole teams
     * allow.
     */
    static List<List<Integer>> groups(List<List<Integer>> teams, int slots) {
        int count = Math.max(1, Math.min(teams.size(), slots));
        List<List<Integer>> groups = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            groups.add(new ArrayList<>());
        }
        teams.stream()
                .sorted(Comparator.<List<Integer>>comparingInt(List::size).reversed())
                .forEach(team -> Collections.min(groups, Comparator.comparingInt(List::size))
                        .addAll(team));
        return groups;
    }

    /**
     * Seats every group.
     *
     * @param seats each group's executor now, null for a group that has none
     * @param slots how many tasks each living executor can run at a time; not empty
     */
    static List<Place> seat(List<@Nullable Place> seats, Map<Place, Integer> slots) {
        Map<Place, Integer> free = new HashMap<>(slots);
        List<@Nullable Place> seated = new ArrayList<>();
        for (@Nullable Place seat : seats) {
            boolean kept = seat != null && free.getOrDefault(seat, 0) > 0;
            seated.add(kept ? seat : null);
            if (kept) {
                free.merge(seat, -1, Integer::sum);
            }
        }
        List<Place> all = new ArrayList<>();
        for (@Nullable Place seat : seated) {
            Place place = seat != null ? seat : emptiest(free);
            if (seat == null) {
                free.merge(place, -1, Integer::sum);
            }
            all.add(place);
        }
        return all;
    }

    /**
     * The tasks of one job: a group each, but never more on an executor than it has slots. Groups beyond those, after a
     * loss, go into one task with others, since a task that waits for a busy executor would end on an idle one.
     */
    static List<Share> shares(List<List<Integer>> groups, List<Place> seats, Map<Place, Integer> slots) {
        Map<Place, List<List<Integer>>> dealt = new LinkedHashMap<>();
        Map<Place, Integer> seated = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            Place place = seats.get(group);
            List<List<Integer>> tasks = dealt.computeIfAbsent(place, one -> new ArrayList<>());
            int turn = seated.merge(place, 1, Integer::sum) - 1;
            int slot = turn % Math.max(1, slots.getOrDefault(place, 1));
            if (slot == tasks.size()) {
                tasks.add(new ArrayList<>());
            }
            tasks.get(slot).addAll(groups.get(group));
        }
        List<Share> shares = new ArrayList<>();
        dealt.forEach((place, tasks) -> tasks.forEach(folds -> shares.add(new Share(folds, place))));
        return shares;
    }

    private static Place emptiest(Map<Place, Integer> free) {
        return free.entrySet().stream()
                .max(Map.Entry.<Place, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString(), Comparator.reverseOrder()))
                .orElseThrow(() -> new IllegalArgumentException("no executor to seat folds on"))
                .getKey();
    }
}
