package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.fold.Role;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.TrainTally;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Writes down every moment, fold by fold; what happens on the driver into every fold's list. In one JVM only. */
final class Recorder implements RunCallback, FoldCallback {
    private static final long serialVersionUID = 1L;

    private final transient List<List<String>> folds;

    Recorder(int folds) {
        this.folds = IntStream.range(0, folds)
                .<List<String>>mapToObj(fold -> new CopyOnWriteArrayList<>())
                .toList();
    }

    List<String> of(int fold) {
        return folds.get(fold);
    }

    private void driver(String line) {
        folds.forEach(fold -> fold.add(line));
    }

    @Override
    public void onTrainStart(FoldRecipe recipe, DatasetCard card) {
        driver("on_train_start, " + recipe.split().folds() + " folds of " + card.rows() + " rows");
    }

    @Override
    public void onTrainFoldStart(History history) {
        driver("on_train_fold_start " + history.epochs());
    }

    @Override
    public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
        driver("on_train_fold_end " + round.epoch() + ", " + timings.size() + " timings");
    }

    @Override
    public void onTrainEnd(Finished<History> finished) {
        driver("on_train_end, " + finished.reason().code());
    }

    @Override
    public Set<FoldHook> hooks() {
        return EnumSet.allOf(FoldHook.class);
    }

    @Override
    public FoldWatcher watch(int fold) {
        return new Writer(folds.get(fold));
    }

    private record Writer(List<String> lines) implements FoldWatcher {

        private void write(FoldHook hook, String what) {
            lines.add("  " + hook.name().toLowerCase(Locale.ROOT) + what);
        }

        private void batch(FoldHook hook, BatchView batch) {
            write(hook, " " + batch.index() + " of " + batch.rows());
        }

        @Override
        public void onTrainEpochStartPerFold(FoldMoment at) {
            write(FoldHook.ON_TRAIN_EPOCH_START_PER_FOLD, " " + at.epoch());
        }

        @Override
        public void onTrainEpochEndPerFold(FoldMoment at, TrainTally tally) {
            write(FoldHook.ON_TRAIN_EPOCH_END_PER_FOLD, " " + at.epoch() + ", weight " + (int) tally.weight());
        }

        @Override
        public void onTrainBatchStartPerFold(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_TRAIN_BATCH_START_PER_FOLD, batch);
        }

        @Override
        public void onTrainBatchEndPerFold(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_TRAIN_BATCH_END_PER_FOLD, batch);
        }

        @Override
        public void onBeforeBackward(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_BEFORE_BACKWARD, batch);
        }

        @Override
        public void onAfterBackward(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_AFTER_BACKWARD, batch);
        }

        @Override
        public void onBeforeOptimizerStep(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_BEFORE_OPTIMIZER_STEP, batch);
        }

        @Override
        public void onBeforeZeroGrad(FoldMoment at, BatchView batch) {
            batch(FoldHook.ON_BEFORE_ZERO_GRAD, batch);
        }

        @Override
        public void onBeforeLogMetrics(FoldMoment at, Role role, SortedMap<String, Double> metrics) {
            write(FoldHook.ON_BEFORE_LOG_METRICS, " " + metrics.keySet());
        }

        @Override
        public void onValidationStartPerFold(FoldMoment at) {
            write(FoldHook.ON_VALIDATION_START_PER_FOLD, " " + at.epoch());
        }

        @Override
        public void onValidationEndPerFold(FoldMoment at, SortedMap<String, Double> metrics) {
            write(FoldHook.ON_VALIDATION_END_PER_FOLD, " " + at.epoch());
        }

        @Override
        public void onValidationBatchStartPerFold(FoldMoment at, int index, int rows) {
            write(FoldHook.ON_VALIDATION_BATCH_START_PER_FOLD, " " + index + " of " + rows);
        }

        @Override
        public void onValidationBatchEndPerFold(FoldMoment at, int index, int rows) {
            write(FoldHook.ON_VALIDATION_BATCH_END_PER_FOLD, " " + index + " of " + rows);
        }
    }
}
