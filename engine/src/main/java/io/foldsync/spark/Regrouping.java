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

    static Regrouping of(List<List<Integer>> groups, List<? extends @Nullable Place> seats, Map<Place, Integer> slots) {
        int folds = groups.stream().mapToInt(List::size).sum();
        int offered = slots.values().stream().mapToInt(Integer::intValue).sum();
        int wanted = Math.min(folds, offered);
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
        even(now);
        return new Regrouping(now.stream().map(List::copyOf).toList(), where);
    }

    /** Moves folds from the largest to the smallest group while that makes the largest smaller. */
    private static void even(List<List<Integer>> groups) {
        Comparator<List<Integer>> bySize = Comparator.comparingInt(List::size);
        List<Integer> largest = groups.stream().max(bySize).orElseThrow();
        List<Integer> smallest = groups.stream().min(bySize).orElseThrow();
        while (largest.size() > smallest.size() + 1) {
            smallest.add(largest.remove(largest.size() - 1));
            largest = groups.stream().max(bySize).orElseThrow();
            smallest = groups.stream().min(bySize).orElseThrow();
        }
    }
}
