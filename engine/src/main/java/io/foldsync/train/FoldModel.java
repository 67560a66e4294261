package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.nn.BatchWatcher;
import io.foldsync.nn.Model;
import io.foldsync.nn.StagedModel;
import io.foldsync.nn.TrainTally;
import io.foldsync.nn.TrainingPass;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fold's network, and how its batches are trained on: many in one call, or each in parts where the step is not the
 * standard one or somebody watches.
 */
final class FoldModel implements AutoCloseable {
    private final int fold;
    private final String device;
    private final Model model;
    private final @Nullable StagedModel staged;
    private final FoldWatch watch;

    private FoldModel(int fold, String device, Model model, @Nullable StagedModel staged, FoldWatch watch) {
        this.fold = fold;
        this.device = device;
        this.model = model;
        this.staged = staged;
        this.watch = watch;
    }

    /**
     * Takes over a network.
     *
     * @param rows of the fold's training part
     * @param trained those of them that are trained on
     */
    static FoldModel of(Model plain, FoldWork work, int fold, String device, int[] rows, int[] trained) {
        if (!work.inParts()) {
            return new FoldModel(fold, device, plain, null, FoldWatch.of(work.callbacks(), fold));
        }
        try {
            StagedModel staged = StagedModel.of(plain, work.step(), without(rows, trained));
            Model model = work.ownStep() ? staged : plain;
            return new FoldModel(fold, device, model, staged, FoldWatch.of(work.callbacks(), fold));
        } catch (RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static int[] without(int[] rows, int[] trained) {
        int[] sorted = trained.clone();
        Arrays.sort(sorted);
        return IntStream.of(rows)
                .filter(row -> Arrays.binarySearch(sorted, row) < 0)
                .toArray();
    }

    /** The network, which trains unwatched. */
    Model model() {
        return model;
    }

    /** Whether steps are taken in parts, which folds side by side in one program cannot do. */
    boolean inParts() {
        return staged != null;
    }

    /** Begins a pass that is watched, as {@link Model#begin}. */
    TrainingPass begin(int[] rows, EpochOrder order, Seed seed) {
        BatchWatcher watcher = watch.batches(at(order));
        return staged == null
                ? model.begin(rows, order.shape()::at, seed)
                : staged.begin(rows, order.shape()::at, seed, watcher);
    }

    void trainingStarts(EpochOrder order) {
        FoldMoment at = at(order);
        watch.at(FoldHook.ON_TRAIN_EPOCH_START_PER_FOLD, watcher -> watcher.onTrainEpochStartPerFold(at));
    }

    void trainingEnds(EpochOrder order, TrainTally tally) {
        FoldMoment at = at(order);
        watch.at(FoldHook.ON_TRAIN_EPOCH_END_PER_FOLD, watcher -> watcher.onTrainEpochEndPerFold(at, tally));
    }

    /** The scorer, watched. */
    Scorer watched(Scorer scorer, EpochOrder order) {
        return scorer.watched(watch, at(order));
    }

    private FoldMoment at(EpochOrder order) {
        return new FoldMoment(fold, order.epoch(), order.lr(), device);
    }

    @Override
    public void close() {
        if (staged == null) {
            model.close();
        } else {
            staged.close(); // and with it the model
        }
    }
}
