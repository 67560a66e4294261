package io.foldsync.fold;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many rows go where: whole-number arithmetic only, so that every count is exact for any number of rows. */
final class Quotas {
    private Quotas() {}

    /** Rows held out of n: ceil(testFraction * n) in float64, as scikit-learn's {@code train_test_split} counts them. */
    static long heldOut(long rows, double testFraction) {
        return (long) StrictMath.ceil(testFraction * rows);
    }

    /**
     * {@code heldOut} rows divided over the strata in proportion to their sizes by largest remainder; among equal
     * remainders the lower stratum is served first.
     */
    static SortedMap<Integer, Long> heldOut(SortedMap<Integer, Long> strata, long heldOut) {
        BigInteger all = BigInteger.valueOf(sum(strata));
        SortedMap<Integer, Long> quotas = new TreeMap<>();
        Map<Integer, BigInteger> remainders = new TreeMap<>();
        strata.forEach((stratum, rows) -> {
            BigInteger[] share = BigInteger.valueOf(rows)
                    .multiply(BigInteger.valueOf(heldOut))
                    .divideAndRemainder(all);
            quotas.put(stratum, share[0].longValueExact());
            remainders.put(stratum, share[1]);
        });
        long missing = heldOut - sum(quotas);
        remainders.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())) // stable: ties stay by stratum
                .limit(missing)
                .forEach(entry -> quotas.merge(entry.getKey(), 1L, Long::sum));
        return quotas;
    }

    /** What is left of each stratum once {@code taken} is gone; a stratum with nothing left stays, with 0. */
    static SortedMap<Integer, Long> without(SortedMap<Integer, Long> strata, SortedMap<Integer, Long> taken) {
        SortedMap<Integer, Long> left = new TreeMap<>(strata);
        left.replaceAll((stratum, rows) -> rows - taken.getOrDefault(stratum, 0L));
        return left;
    }

    /** Blocks of {@code rows} ranks over folds 0 to k-1: the first {@code rows mod k} get one more than the others. */
    static List<Block> blocks(long rows, int k) {
        return residues(0, rows, k);
    }

    /**
     * Every stratum's blocks over folds 0 to k-1. The strata are laid one behind the other in {@code order} and position
     * p goes to fold p mod k; so a stratum's counts, and the totals, differ by at most one over the folds.
     */
    static SortedMap<Integer, List<Block>> blocks(SortedMap<Integer, Long> strata, List<Integer> order, int k) {
        SortedMap<Integer, List<Block>> blocks = new TreeMap<>();
        long start = 0;
        for (int stratum : order) {
            long end = start + strata.getOrDefault(stratum, 0L);
            blocks.put(stratum, residues(start, end, k));
            start = end;
        }
        return blocks;
    }

    static long sum(SortedMap<Integer, Long> strata) {
        return strata.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Block> residues(long start, long end, int k) {
        List<Block> blocks = new ArrayList<>(k);
        for (int fold = 0; fold < k; fold++) {
            blocks.add(new Block(fold, below(end, fold, k) - below(start, fold, k)));
        }
        return blocks;
    }

    /** The whole numbers p, 0 <= p < end, with p mod k = fold. */
    private static long below(long end, int fold, int k) {
        return (end - fold + k - 1) / k;
    }
}
