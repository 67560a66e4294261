package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Loop;
import io.foldsync.loop.StopReason;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.ValidateEvery;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The fold-synchronized epoch loop: every fold trains one epoch; all folds meet; what they bring to the meeting decides
 * the next epoch.
 *
 * <p>Progress is the history alone, so {@code run(history)} goes on from any history that the same folds produced.
 */
public final class EpochLoop implements Loop<History> {
    private final FoldGroup folds;
    private final LrSchedule schedule;
    private final StopRule stop;
    private final ValidateEvery validation;
    private final Consumer<Round> watcher;

    /**
     * @param schedule one learning rate for all folds, from the history
     * @param stop the one decision whether to go on, from the history
     * @param watcher is shown every round; it watches and never steers
     */
    public EpochLoop(FoldGroup folds, LrSchedule schedule, StopRule stop, Consumer<Round> watcher) {
        this(folds, schedule, stop, ValidateEvery.EPOCH, watcher);
    }

    /** As the other constructor, with validation in some epochs only. */
    public EpochLoop(
            FoldGroup folds, LrSchedule schedule, StopRule stop, ValidateEvery validation, Consumer<Round> watcher) {
        this.folds = folds;
        this.schedule = schedule;
        this.stop = stop;
        this.validation = validation;
        this.watcher = watcher;
    }

    @Override
    public History reset() {
        return History.empty();
    }

    @Override
    public Optional<StopReason> done(History history) {
        return stop.check(history);
    }

    @Override
    public History advance(History history) {
        int epoch = history.epochs();
        EpochOrder order = new EpochOrder(epoch, schedule.shape(epoch, history), validation.due(epoch));
        Round round = folds.trainEpoch(order);
        watcher.accept(round);
        return history.with(round);
    }
}
