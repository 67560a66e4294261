package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.loop.Finished;
import io.foldsync.loop.LoopWatcher;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Shows an epoch loop to the callbacks on the driver: {@code loop.watched(new RunWatch(…)).run()}. */
public final class RunWatch implements LoopWatcher<History> {
    private final List<RunCallback> callbacks;
    private final FoldRecipe recipe;
    private final DatasetCard card;
    private final IntFunction<List<FoldTiming>> timings;

    /** @param timings of all folds in an epoch that has ended */
    public RunWatch(
            List<RunCallback> callbacks, FoldRecipe recipe, DatasetCard card, IntFunction<List<FoldTiming>> timings) {
        this.callbacks = callbacks.stream().map(RunCallback::unfailing).toList();
        this.recipe = recipe;
        this.card = card;
        this.timings = timings;
    }

    @Override
    public void started(History history) {
        callbacks.forEach(callback -> callback.onTrainStart(recipe, card));
    }

    @Override
    public void advancing(History history) {
        callbacks.forEach(callback -> callback.onTrainFoldStart(history));
    }

    @Override
    public void advanced(History before, History after) {
        List<FoldTiming> taken = timings.apply(after.last().epoch()).stream()
                .sorted(Comparator.comparingInt(FoldTiming::fold))
                .toList();
        callbacks.forEach(callback -> callback.onTrainFoldEnd(after.last(), taken));
    }

    @Override
    public void finished(Finished<History> finished) {
        callbacks.forEach(callback -> callback.onTrainEnd(finished));
    }
}
