package io.foldsync.fold;

import static java.util.stream.Collectors.joining;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stratified k-fold: each class's rows, and all rows, are spread so evenly that counts differ by at most one over folds.
 *
 * <p>Classes are laid one behind the other and position p goes to fold p mod k, which fixes how many rows of each class a
 * fold gets; within a class, the folds are blocks of rows in order. Not shuffled, classes come by first appearance, and
 * the result is scikit-learn's {@code StratifiedKFold} index for index; shuffled, they come by class code. Unlike there,
 * rows are shuffled unless told otherwise, a class rarer than k is an error unless allowed, a single class is always
 * one, and a test part, itself stratified, can be held out of all folds.
 *
 * @param k the number of folds, 2 to 1000
 * @param shuffled whether rows are ordered by the seeded hash of their key
 * @param testFraction the share of rows no fold ever sees, from 0 to below 1; ceil(testFraction * n) rows, divided over
 *     the classes by largest remainder; needs {@code shuffled}
 */
public record StratifiedKFold(int k, boolean shuffled, double testFraction, RareClasses rareClasses)
        implements RankSplitter {

    private static final int NAMED_CLASSES = 10;

    /** @throws FoldSyncException with every setting that is out of range or in conflict */
    public StratifiedKFold {
        settings(k, shuffled, testFraction);
    }

    /** Shuffled stratified k-fold without a test part; a class with fewer than k rows is an error. */
    public static StratifiedKFold of(int k) {
        return new StratifiedKFold(k, true, 0, RareClasses.ERROR);
    }

    /** The same with rows shuffled, or in the order they come. */
    public StratifiedKFold withShuffle(boolean shuffle) {
        return new StratifiedKFold(k, shuffle, testFraction, rareClasses);
    }

    /** The same with this share of rows held out of all folds. */
    public StratifiedKFold withTestFraction(double fraction) {
        return new StratifiedKFold(k, shuffled, fraction, rareClasses);
    }

    /** The same with another answer to classes rarer than k. */
    public StratifiedKFold withRareClasses(RareClasses answer) {
        return new StratifiedKFold(k, shuffled, testFraction, answer);
    }

    @Override
    public String describe() {
        return "stratified " + settings(k, shuffled, testFraction).describe();
    }

    @Override
    public int folds() {
        return k;
    }

    @Override
    public boolean stratified() {
        return true;
    }

    @Override
    public Dealt deal(RowSurvey rows) {
        FoldSettings settings = settings(k, shuffled, testFraction);
        SortedMap<Integer, Long> classes = rows.strata();
        long all = Quotas.sum(classes);
        long heldOut = settings.heldOut(all);
        checkClasses(classes, heldOut);
        SortedMap<Integer, Long> test = Quotas.heldOut(classes, heldOut);
        SortedMap<Integer, Long> left = Quotas.without(classes, test);
        checkRareClasses(rows, left, heldOut);

        SortedMap<Integer, List<Block>> blocks = new TreeMap<>();
        Quotas.blocks(left, classOrder(rows), k).forEach((code, folds) -> {
            List<Block> own = new ArrayList<>();
            own.add(new Block(k, test.getOrDefault(code, 0L)));
            own.addAll(folds);
            blocks.put(code, own);
        });
        return new Dealt(settings.split(), blocks);
    }

    private List<Integer> classOrder(RowSurvey rows) {
        if (shuffled) {
            return List.copyOf(rows.strata().keySet());
        }
        return rows.first().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void checkClasses(SortedMap<Integer, Long> classes, long heldOut) {
        if (classes.size() == 1) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "data.label",
                    "all " + Quotas.sum(classes) + " rows are of one class",
                    "at least two classes",
                    "Check the label column, or set folds.splitter: kfold.");
        }
        if (heldOut > 0 && heldOut < classes.size()) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "folds.testFraction",
                    "only " + heldOut + " rows would be held out of " + classes.size() + " classes",
                    "at least one test row a class",
                    "Raise folds.testFraction, or set it to 0.");
        }
    }

    private void checkRareClasses(RowSurvey survey, SortedMap<Integer, Long> left, long heldOut) {
        SortedMap<Integer, Long> rare = new TreeMap<>(left);
        rare.values().removeIf(rows -> rows >= k);
        if (rare.isEmpty() || (rareClasses == RareClasses.ALLOW && rare.size() < left.size())) {
            return;
        }
        String named = rare.entrySet().stream()
                .limit(NAMED_CLASSES)
                .map(entry -> survey.nameOf(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(joining(", ", "", rare.size() > NAMED_CLASSES ? ", …" : ""));
        boolean everyClass = rare.size() == left.size();
        throw FoldSyncException.of(
                ErrorCode.DATA_SPLIT,
                "folds.k",
                rare.size() + " of " + left.size() + " classes have fewer than " + k + " rows"
                        + (heldOut > 0 ? " once " + heldOut + " test rows are held out" : "")
                        + "; class (rows): " + named,
                everyClass ? "at least one class with a row for each fold" : "a row of every class for each fold",
                everyClass
                        ? "Lower folds.k, or set folds.splitter: kfold."
                        : "Lower folds.k, merge or drop the rare classes, or set folds.rareClasses: allow.");
    }

    private static FoldSettings settings(int k, boolean shuffled, double testFraction) {
        return new FoldSettings(k, shuffled, testFraction);
    }
}
