package io.foldsync.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of folds planned anew when the cluster has grown: the largest groups give folds away until there are as many
 * groups as slots or folds. A fold that stays in its group stays where it lives; one that is given away is restored from
 * the last checkpoint. When the cluster has shrunk, groups are left alone: they {@linkplain Placement#shares share tasks}
 * until executors come back.
 *
 * @param seats each group's executor, null for a new group
 */
record Regrouping(List<List<Integer>> groups, List<@Nullable Place> seats) {

    /** @param teams the folds that must stay together */
    static Regrouping of(
            List<List<Integer>> groups,
            List<? extends @Nullable Place> seats,
            Map<Place, Integer> slots,
            List<List<Integer>> teams) {
        int offered = slots.values().stream().mapToInt(Integer::intValue).sum();
        int wanted = Math.min(teams.size(), offered);
        if (groups.size() >= wanted) {
            return new Regrouping(groups, new ArrayList<>(seats));
        }
        List<List<Integer>> now =
                new ArrayList<>(groups.stream().map(ArrayList::new).toList());
        List<@Nullable Place> where = new ArrayList<>(seats);
        while (now.size() < wanted) {
            now.add(new ArrayList<>());
            where.add(null);
        }
        even(now, teams);
        return new Regrouping(now.stream().map(List::copyOf).toList(), where);
    }

    /** Moves teams from the largest to the smallest group while that makes the largest smaller. */
    private static void even(List<List<Integer>> groups, List<List<Integer>> teams) {
        Comparator<List<Integer>> bySize = Comparator.comparingInt(List::size);
        boolean moved = true;
        while (moved) {
            List<Integer> largest = groups.stream().max(bySize).orElseThrow();
            List<Integer> smallest = groups.stream().min(bySize).orElseThrow();
            List<Integer> team = teamOf(largest.get(largest.size() - 1), teams);
            moved = largest.size() > smallest.size() + team.size();
            if (moved) {
                largest.removeAll(team);
                smallest.addAll(team);
            }
        }
    }

    private static List<Integer> teamOf(int fold, List<List<Integer>> teams) {
        return teams.stream().filter(team -> team.contains(fold)).findFirst().orElseThrow();
    }
}
