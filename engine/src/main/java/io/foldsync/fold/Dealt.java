package io.foldsync.fold;

import java.util.List;
import java.util.SortedMap;

/**
 * What a splitter that deals by rank decides: the split, and for each stratum its blocks of ranks, together as long as the
 * stratum. Parts 0 to k-1 are those the folds hold out, in order.
 */
record Dealt(Split split, SortedMap<Integer, List<Block>> blocks) {

    SplitPlan plan(RowSurvey rows) {
        return new SplitPlan(split, ThresholdRule.cut(rows, blocks));
    }
}
