package io.foldsync.examples;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Loop;
import io.foldsync.loop.StopReason;
import io.foldsync.train.FoldSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Folds outermost: one is trained through all its epochs before the next begins, so that there is never more than one network
 * in memory. Nothing can be decided at meetings then, since there are none.
 *
 * @param orders of the epochs, one for all folds
 * @param sessions opens a fold
 */
record KFoldLoop(int folds, List<EpochOrder> orders, IntFunction<FoldSession> sessions)
        implements Loop<KFoldLoop.Progress> {

    /** The reports of the folds that are done, fold by fold; a value that can be saved, and gone on from. */
    record Progress(ArrayList<ArrayList<EpochReport>> reports) implements Serializable {

        /** What the same folds would have reported together. */
        History together(List<EpochOrder> orders) {
            return new History(orders.stream()
                    .map(order -> new Round(
                            order,
                            reports.stream()
                                    .map(fold -> fold.get(order.epoch()))
                                    .toList()))
                    .toList());
        }
    }

    @Override
    public Progress reset() {
        return new Progress(new ArrayList<>());
    }

    @Override
    public Optional<StopReason> done(Progress progress) {
        int current = progress.reports().size();
        return current >= folds
                ? Optional.of(new StopReason("folds_done", current + " of " + folds + " folds"))
                : Optional.empty();
    }

    @Override
    public Progress advance(Progress progress) {
        ArrayList<ArrayList<EpochReport>> longer = new ArrayList<>(progress.reports());
        try (FoldSession session = sessions.apply(progress.reports().size())) {
            longer.add(new ArrayList<>(IntStream.range(0, orders.size())
                    .mapToObj(epoch -> session.train(orders.get(epoch)))
                    .toList()));
        }
        return new Progress(longer);
    }
}
