package io.foldsync.fold;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folds of another splitter, each of whose held-out rows are cut in two: some {@linkplain Role#GUARD decide} when to stop
 * and which epoch is best, the others are reported and predicted. What is reported was then not chosen by, and is not
 * optimistic.
 *
 * <p>There are 2k parts: part i holds the rows that fold i reports, part k + i those that decide for it; both are TRAIN to all
 * other folds. A test part, if any, comes last. Of the n rows that a fold holds out, {@code ceil(fraction * n)} decide, divided
 * over the classes by largest remainder; which they are depends on seed and keys only.
 *
 * @param splitter a shuffled {@link KFold} or {@link StratifiedKFold}
 * @param fraction the share of a fold's held-out rows that decide, above 0 and below 1
 */
public record Guarded(Splitter splitter, double fraction) implements RankSplitter {

    /** @throws FoldSyncException with every setting that is out of range or in conflict */
    public Guarded {
        List<Fault> faults = new ArrayList<>();
        if (!(fraction > 0 && fraction < 1)) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "folds.guardFraction",
                    String.valueOf(fraction),
                    "a number above 0 and below 1",
                    "Write the share of each fold's held-out rows that decide, for instance 0.3, or leave it out."));
        }
        if (!(splitter instanceof RankSplitter) || splitter instanceof Guarded || !splitter.shuffled()) {
            faults.add(new Fault(
                    ErrorCode.CONFIG_CONFLICT,
                    "folds.guardFraction",
                    fraction + " beside " + splitter.describe(),
                    "shuffled k-fold or stratified k-fold",
                    "Remove folds.guardFraction, or choose another folds.splitter."));
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
    }

    /** This share of what each fold holds out decides. */
    public static Guarded of(Splitter splitter, double fraction) {
        return new Guarded(splitter, fraction);
    }

    @Override
    public String describe() {
        return splitter.describe() + ", guard fraction " + fraction;
    }

    @Override
    public int folds() {
        return splitter.folds();
    }

    @Override
    public boolean stratified() {
        return splitter.stratified();
    }

    @Override
    public boolean shuffled() {
        return splitter.shuffled();
    }

    @Override
    public Dealt deal(RowSurvey rows) {
        Dealt whole = ((RankSplitter) splitter).deal(rows);
        int k = whole.split().folds();
        List<SortedMap<Integer, Long>> guards = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            guards.add(guard(fold, heldOut(whole, fold)));
        }
        SortedMap<Integer, List<Block>> blocks = new TreeMap<>();
        whole.blocks().forEach((stratum, all) -> {
            List<Block> cut = new ArrayList<>();
            for (Block block : all) {
                if (block.part() >= k) {
                    cut.add(new Block(k + block.part(), block.rows()));
                } else {
                    long guarding = guards.get(block.part()).getOrDefault(stratum, 0L);
                    cut.add(new Block(k + block.part(), guarding));
                    cut.add(new Block(block.part(), block.rows() - guarding));
                }
            }
            blocks.put(stratum, cut);
        });
        return new Dealt(split(whole.split()), blocks);
    }

    private static SortedMap<Integer, Long> heldOut(Dealt whole, int fold) {
        SortedMap<Integer, Long> rows = new TreeMap<>();
        whole.blocks().forEach((stratum, blocks) -> blocks.stream()
                .filter(block -> block.part() == fold)
                .forEach(block -> rows.merge(stratum, block.rows(), Long::sum)));
        return rows;
    }

    private SortedMap<Integer, Long> guard(int fold, SortedMap<Integer, Long> heldOut) {
        long rows = Quotas.sum(heldOut);
        long guarding = Quotas.heldOut(rows, fraction);
        if (guarding >= rows) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "fold " + fold + ", folds.guardFraction",
                    guarding + " of " + rows + " held-out rows would decide",
                    "at least one row that is reported",
                    "Lower folds.guardFraction or folds.k, or bring more rows.");
        }
        return Quotas.heldOut(heldOut, guarding);
    }

    private static Split split(Split whole) {
        int k = whole.folds();
        List<List<Role>> roles = new ArrayList<>();
        for (List<Role> row : whole.roles()) {
            List<Role> held = row.subList(0, k);
            List<Role> doubled = new ArrayList<>(held);
            held.forEach(role -> doubled.add(role == Role.VALIDATE ? Role.GUARD : role));
            doubled.addAll(row.subList(k, row.size()));
            roles.add(doubled);
        }
        return new Split(roles);
    }
}
