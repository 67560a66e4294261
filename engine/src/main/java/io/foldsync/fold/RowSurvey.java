package io.foldsync.fold;

import java.util.List;
import java.util.SortedMap;

/**
 * The few questions a splitter may ask of all rows, however many there are. Answered by sorted arrays on one machine and
 * by aggregating jobs on a cluster; no answer is larger than strata x parts.
 *
 * <p>A stratum is a class code when the splitter stratifies, and 0 for every row when it does not.
 */
public interface RowSurvey {

    /** Rows in each stratum, by ascending stratum; no stratum is empty. */
    SortedMap<Integer, Long> strata();

    /** What a person calls a stratum; where nobody has said, its number. */
    default String nameOf(int stratum) {
        return String.valueOf(stratum);
    }

    /** The smallest order in each stratum, by ascending stratum. */
    SortedMap<Integer, RowOrder> first();

    /**
     * Order statistics: for each stratum the orders of the rows at the given ranks.
     *
     * @param ranks for a stratum, ranks counted from 0 in ascending row order, each below the stratum's size, ascending
     * @return for each stratum asked for, one order a rank
     */
    SortedMap<Integer, List<RowOrder>> atRanks(SortedMap<Integer, long[]> ranks);

    /** The distinct values of the given fold column, ascending; empty when the splitter reads none. */
    List<Long> givenFolds();
}
