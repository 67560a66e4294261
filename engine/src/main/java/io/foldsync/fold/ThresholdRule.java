package io.foldsync.fold;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deals each stratum's rows, in {@link RowOrder}, to parts in blocks: holds the order of each block's first row and finds
 * a row's block by binary search. Exact whenever no two rows of a stratum have the same order.
 */
record ThresholdRule(SortedMap<Integer, Cuts> strata) implements PartRule {

    /** One stratum: block b starts at starts[b - 1] and goes to parts[b]; block 0 starts at the beginning. */
    record Cuts(List<RowOrder> starts, List<Integer> parts) implements Serializable {
        Cuts {
            starts = List.copyOf(starts);
            parts = List.copyOf(parts);
            if (starts.size() != parts.size() - 1) {
                throw new IllegalArgumentException(parts.size() + " blocks with " + starts.size() + " surveyed starts");
            }
        }

        int part(long major, long minor) {
            int low = 0;
            int high = starts.size(); // the block is the number of starts at or below the row
            while (low < high) {
                int middle = (low + high) >>> 1;
                RowOrder start = starts.get(middle);
                if (start.major() < major || (start.major() == major && start.minor() <= minor)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return parts.get(low);
        }
    }

    ThresholdRule {
        strata = Collections.unmodifiableSortedMap(new TreeMap<>(strata));
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
        SortedMap<Integer, List<RowOrder>> starts = rows.atRanks(ranks);

        SortedMap<Integer, Cuts> cuts = new TreeMap<>();
        blocks.forEach((stratum, all) -> cuts.put(
                stratum,
                new Cuts(
                        starts.getOrDefault(stratum, List.of()),
                        filled(all).stream().map(Block::part).toList())));
        return new ThresholdRule(cuts);
    }

    /** The rank of the first row of every filled block but the first. */
    private static long[] startRanks(List<Block> blocks) {
        List<Long> ranks = new ArrayList<>();
        long rank = 0;
        for (Block block : filled(blocks)) {
            ranks.add(rank);
            rank += block.rows();
        }
        return ranks.stream().skip(1).mapToLong(Long::longValue).toArray();
    }

    private static List<Block> filled(List<Block> blocks) {
        return blocks.stream().filter(block -> block.rows() > 0).toList();
    }

    @Override
    public int part(int stratum, long major, long minor, long given) {
        Cuts cuts = strata.get(stratum);
        if (cuts == null) {
            throw new IllegalArgumentException("stratum " + stratum + " was not surveyed");
        }
        return cuts.part(major, minor);
    }
}
