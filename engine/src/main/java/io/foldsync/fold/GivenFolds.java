package io.foldsync.fold;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;

/**
 * Folds read from a column of whole numbers: equal values form a fold, ascending values are folds 0, 1, …; rows with -1
 * are TRAIN to every fold. As scikit-learn's {@code PredefinedSplit}, except that a value below -1 is an error.
 *
 * @param column the fold column's name
 */
public record GivenFolds(String column) implements Splitter {

    /** The value of rows that no fold validates on. */
    public static final long ALWAYS_TRAIN = -1;

    /** @throws FoldSyncException when {@code column} is blank */
    public GivenFolds {
        if (column.isBlank()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "folds.column",
                    "an empty name",
                    "the name of the column that holds each row's fold",
                    "Name the column, or choose another folds.splitter.");
        }
    }

    /** Folds read from {@code column}. */
    public static GivenFolds of(String column) {
        return new GivenFolds(column);
    }

    @Override
    public String describe() {
        return "folds given by column " + column;
    }

    @Override
    public int folds() {
        return 0;
    }

    @Override
    public boolean stratified() {
        return false;
    }

    @Override
    public boolean shuffled() {
        return false;
    }

    @Override
    public String foldColumn() {
        return column;
    }

    @Override
    public SplitPlan plan(RowSurvey rows) {
        List<Long> values = rows.givenFolds();
        List<Long> folds =
                values.stream().filter(value -> value != ALWAYS_TRAIN).toList();
        if (folds.stream().anyMatch(value -> value < ALWAYS_TRAIN)) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "folds.column " + column,
                    "the value " + folds.get(0),
                    "folds from 0 up, or -1 for rows that every fold trains on",
                    "Mend the column; number the folds 0, 1, 2 and so on.");
        }
        if (folds.size() < 2 || folds.size() > FoldSettings.MAX_FOLDS) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_SPLIT,
                    "folds.column " + column,
                    folds.size() + " distinct folds",
                    "2 to " + FoldSettings.MAX_FOLDS,
                    "Check that the column holds each row's fold, from 0 up.");
        }
        boolean alwaysTrain = folds.size() < values.size();
        return new SplitPlan(Split.kFold(folds.size(), alwaysTrain, false), new GivenRule(folds));
    }
}
