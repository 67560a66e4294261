package io.foldsync.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plain k-fold: rows in order, cut into k blocks, of which the first n mod k have one row more than the others.
 *
 * <p>As scikit-learn's {@code KFold}, index for index, when not shuffled; shuffled, the same sizes over the hashed row
 * order. Unlike there, rows are shuffled unless told otherwise, and a test part can be held out of all folds.
 *
 * @param k the number of folds, 2 to 1000
 * @param shuffled whether rows are ordered by the seeded hash of their key
 * @param testFraction the share of rows no fold ever sees, from 0 to below 1; ceil(testFraction * n) rows; needs
 *     {@code shuffled}
 */
public record KFold(int k, boolean shuffled, double testFraction) implements RankSplitter {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range or in conflict */
    public KFold {
        settings(k, shuffled, testFraction);
    }

    /** Shuffled k-fold without a test part. */
    public static KFold of(int k) {
        return new KFold(k, true, 0);
    }

    /** The same with rows shuffled, or in the order they come. */
    public KFold withShuffle(boolean shuffle) {
        return new KFold(k, shuffle, testFraction);
    }

    /** The same with this share of rows held out of all folds. */
    public KFold withTestFraction(double fraction) {
        return new KFold(k, shuffled, fraction);
    }

    @Override
    public String describe() {
        return settings(k, shuffled, testFraction).describe();
    }

    @Override
    public int folds() {
        return k;
    }

    @Override
    public boolean stratified() {
        return false;
    }

    @Override
    public Dealt deal(RowSurvey rows) {
        if (rows.strata().size() > 1) {
            throw new IllegalArgumentException(
                    "an unstratified split of " + rows.strata().size() + " strata");
        }
        FoldSettings settings = settings(k, shuffled, testFraction);
        long all = Quotas.sum(rows.strata());
        long heldOut = settings.heldOut(all);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(k, heldOut));
        blocks.addAll(Quotas.blocks(all - heldOut, k));
        SortedMap<Integer, List<Block>> byStratum = new TreeMap<>();
        byStratum.put(rows.strata().firstKey(), blocks);
        return new Dealt(settings.split(), byStratum);
    }

    private static FoldSettings settings(int k, boolean shuffled, double testFraction) {
        return new FoldSettings(k, shuffled, testFraction);
    }
}
