package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import java.util.List;

/**
 * Watches a run on the driver; an extension point. It returns nothing and decides nothing; one that throws is logged once
 * and not called again. Called by one thread.
 *
 * <p>What happens within a fold's epoch happens elsewhere: see {@link FoldCallback}. The order of all moments is in
 * {@code engine/docs/callbacks.md}.
 */
public non-sealed interface RunCallback extends Callback {

    /** Once, before the first epoch. */
    default void onTrainStart(FoldRecipe recipe, DatasetCard card) {}

    /** In every epoch, before the folds train; {@code history} holds the epochs before it. */
    default void onTrainFoldStart(History history) {}

    /**
     * In every epoch, after all folds have met.
     *
     * @param timings how long each fold took, by fold; empty when nobody measured
     */
    default void onTrainFoldEnd(Round round, List<FoldTiming> timings) {}

    /** Once, after the last epoch; not when the run fails. */
    default void onTrainEnd(Finished<History> finished) {}

    /** This callback behind a guard: the first exception it throws is logged, and it is not called again. */
    default RunCallback unfailing() {
        return new UnfailingRunCallback(this);
    }
}
