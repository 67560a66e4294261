package io.foldsync.fold;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deals each stratum's rows, in {@link RowOrder}, to parts in blocks: holds the order of each block's first row and finds
 * a row's block by binary search. Exact whenever no two rows of a stratum have the same order. Immutable; safe for use by
 * several threads.
 */
final class ThresholdRule implements PartRule {
    private static final long serialVersionUID = 1L;

    /** One stratum: block b starts at starts[b - 1] and goes to parts[b]; block 0 starts at the beginning. */
    private record Cuts(RowOrder[] starts, int[] parts) implements Serializable {}

    private final int[] strata;
    private final Cuts[] cuts;

    private ThresholdRule(int[] strata, Cuts[] cuts) {
        this.strata = strata;
        this.cuts = cuts;
    }

    /**
     * The rule that deals the surveyed rows in these blocks.
     *
     * @param blocks for each stratum its blocks in rank order, together as long as the stratum; empty ones are left out
     */
    static ThresholdRule cut(RowSurvey rows, SortedMap<Integer, List<Block>> blocks) {
        SortedMap<Integer, long[]> ranks = new TreeMap<>();
        blocks.forEach((stratum, all) -> ranks.put(stratum, startRanks(all)));
        ranks.values().removeIf(starts -> starts.length == 0);
        SortedMap<Integer, List<RowOrder>> orders = ranks.isEmpty() ? new TreeMap<>() : rows.atRanks(ranks);

        int[] strata = new int[blocks.size()];
        Cuts[] cuts = new Cuts[blocks.size()];
        int next = 0;
        for (var entry : blocks.entrySet()) {
            RowOrder[] starts = orders.getOrDefault(entry.getKey(), List.of()).toArray(new RowOrder[0]);
            int[] parts = entry.getValue().stream()
                    .filter(block -> block.rows() > 0)
                    .mapToInt(Block::part)
                    .toArray();
            if (starts.length != parts.length - 1) {
                throw new IllegalStateException("stratum " + entry.getKey() + ": " + parts.length + " blocks, but "
                        + starts.length + " orders were surveyed");
            }
            strata[next] = entry.getKey();
            cuts[next++] = new Cuts(starts, parts);
        }
        return new ThresholdRule(strata, cuts);
    }

    private static long[] startRanks(List<Block> blocks) {
        List<Long> ranks = new ArrayList<>();
        long rank = 0;
        for (Block block : blocks) {
            if (block.rows() > 0) {
                ranks.add(rank);
                rank += block.rows();
            }
        }
        return ranks.stream().skip(1).mapToLong(Long::longValue).toArray();
    }

    @Override
    public int part(int stratum, long major, long minor, long given) {
        int place = Arrays.binarySearch(strata, stratum);
        if (place < 0) {
            throw new IllegalArgumentException("stratum " + stratum + " was not surveyed");
        }
        Cuts own = cuts[place];
        int low = 0;
        int high = own.starts.length; // the block is the number of starts at or below the row
        while (low < high) {
            int middle = (low + high) >>> 1;
            RowOrder start = own.starts[middle];
            if (start.major() < major || (start.major() == major && start.minor() <= minor)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return own.parts[low];
    }
}
