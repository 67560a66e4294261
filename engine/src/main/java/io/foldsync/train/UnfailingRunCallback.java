package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import java.util.List;

/** A callback that cannot make a run fail. */
final class UnfailingRunCallback implements RunCallback {
    private final RunCallback callback;
    private final Guard guard;

    UnfailingRunCallback(RunCallback callback) {
        this.callback = callback;
        this.guard = new Guard(callback.getClass().getName());
    }

    @Override
    public void onTrainStart(FoldRecipe recipe, DatasetCard card) {
        guard.call("onTrainStart", () -> callback.onTrainStart(recipe, card));
    }

    @Override
    public void onTrainFoldStart(History history) {
        guard.call("onTrainFoldStart", () -> callback.onTrainFoldStart(history));
    }

    @Override
    public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
        guard.call("onTrainFoldEnd", () -> callback.onTrainFoldEnd(round, timings));
    }

    @Override
    public void onTrainEnd(Finished<History> finished) {
        guard.call("onTrainEnd", () -> callback.onTrainEnd(finished));
    }
}
