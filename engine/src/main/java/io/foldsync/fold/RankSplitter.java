package io.foldsync.fold;

/** A splitter that deals each stratum's rows, in their order, to parts in blocks. */
interface RankSplitter extends Splitter {

    /** The split and the blocks for the surveyed rows; throws as {@link #plan}. */
    Dealt deal(RowSurvey rows);

    @Override
    default SplitPlan plan(RowSurvey rows) {
        return deal(rows).plan(rows);
    }
}
