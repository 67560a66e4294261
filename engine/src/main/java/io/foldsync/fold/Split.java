package io.foldsync.fold;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The k x parts matrix of roles: {@code roles.get(fold).get(part)} is what that part is to that fold.
 *
 * <p>Every fold has at least one TRAIN and one VALIDATE part; one that stands alone may do without VALIDATE.
 */
public record Split(List<List<Role>> roles) implements Serializable {

    public Split {
        roles = roles.stream().map(List::copyOf).toList();
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a split without folds");
        }
        int parts = roles.get(0).size();
        for (int fold = 0; fold < roles.size(); fold++) {
            List<Role> row = roles.get(fold);
            if (row.size() != parts
                    || !row.contains(Role.TRAIN)
                    || (roles.size() > 1 && !row.contains(Role.VALIDATE))) {
                throw FoldSyncException.of(
                        ErrorCode.DATA_SPLIT,
                        "fold " + fold,
                        "roles " + row,
                        parts + " parts with at least one TRAIN and one VALIDATE",
                        "Raise the number of folds or choose another fold column.");
            }
        }
    }

    /** Classic k-fold: parts 0 to k-1, fold i validates on part i and trains on the others. */
    public static Split kFold(int k) {
        return kFold(k, false, false);
    }

    /**
     * k-fold with further parts behind the k: first one that every fold trains on, then one that no fold ever sees.
     *
     * @param alwaysTrain whether part k exists and is TRAIN to every fold
     * @param heldOut whether a last part exists and is TEST to every fold
     */
    public static Split kFold(int k, boolean alwaysTrain, boolean heldOut) {
        List<List<Role>> roles = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            List<Role> row = new ArrayList<>();
            for (int part = 0; part < k; part++) {
                row.add(part == fold ? Role.VALIDATE : Role.TRAIN);
            }
            if (alwaysTrain) {
                row.add(Role.TRAIN);
            }
            if (heldOut) {
                row.add(Role.TEST);
            }
            roles.add(row);
        }
        return new Split(roles);
    }

    /** One fold of the same parts that trains on every row that any fold trains or validates on. */
    public Split refit() {
        return new Split(List.of(IntStream.range(0, parts())
                .mapToObj(part -> roles.stream()
                                .map(row -> row.get(part))
                                .anyMatch(role -> role == Role.TRAIN || role == Role.VALIDATE)
                        ? Role.TRAIN
                        : Role.SKIP)
                .toList()));
    }

    /** k, the number of folds. */
    public int folds() {
        return roles.size();
    }

    /** The number of parts, which is the range of the part column. */
    public int parts() {
        return roles.get(0).size();
    }

    /** Whether part of what folds hold out does nothing but decide. */
    public boolean guarded() {
        return roles.stream().anyMatch(row -> row.contains(Role.GUARD));
    }

    /** The parts that have {@code role} in {@code fold}, ascending. */
    public int[] parts(int fold, Role role) {
        List<Role> row = roles.get(fold);
        return IntStream.range(0, row.size())
                .filter(part -> row.get(part) == role)
                .toArray();
    }
}
