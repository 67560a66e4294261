package io.foldsync.train;

import io.foldsync.fold.Role;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.BatchWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Those who watch one fold, each behind a guard. */
final class FoldWatch {
    private static final FoldWatch NOBODY = new FoldWatch(List.of());

    private record Watching(FoldWatcher watcher, Set<FoldHook> hooks, Guard guard) {}

    private final List<Watching> all;

    private FoldWatch(List<Watching> all) {
        this.all = all;
    }

    static FoldWatch nobody() {
        return NOBODY;
    }

    static FoldWatch of(List<FoldCallback> callbacks, int fold) {
        List<Watching> all = new ArrayList<>();
        for (FoldCallback callback : callbacks) {
            Guard guard = new Guard(callback.getClass().getName() + " of fold " + fold);
            guard.call("watch", () -> all.add(new Watching(callback.watch(fold), callback.hooks(), guard)));
        }
        return new FoldWatch(List.copyOf(all));
    }

    /** Tells those who asked for it that a moment has come. */
    void at(FoldHook hook, Consumer<FoldWatcher> call) {
        for (Watching one : all) {
            if (one.hooks.contains(hook)) {
                one.guard.call(hook.name(), () -> call.accept(one.watcher));
            }
        }
    }

    private boolean wanted(FoldHook hook) {
        return all.stream().anyMatch(one -> one.hooks.contains(hook));
    }

    /** Tells of metrics that are computed only if somebody asked for them. */
    void metrics(FoldMoment at, Role role, Supplier<SortedMap<String, Double>> metrics) {
        if (wanted(FoldHook.ON_BEFORE_LOG_METRICS)) {
            SortedMap<String, Double> values = metrics.get();
            at(FoldHook.ON_BEFORE_LOG_METRICS, watcher -> watcher.onBeforeLogMetrics(at, role, values));
        }
    }

    /** The same for what happens within training batches. */
    BatchWatcher batches(FoldMoment at) {
        return all.isEmpty() ? BatchWatcher.nobody() : new Batches(at);
    }

    private final class Batches implements BatchWatcher {
        private final FoldMoment at;

        private Batches(FoldMoment at) {
            this.at = at;
        }

        @Override
        public void batchStart(BatchView batch) {
            at(FoldHook.ON_TRAIN_BATCH_START_PER_FOLD, watcher -> watcher.onTrainBatchStartPerFold(at, batch));
        }

        @Override
        public void beforeBackward(BatchView batch) {
            at(FoldHook.ON_BEFORE_BACKWARD, watcher -> watcher.onBeforeBackward(at, batch));
        }

        @Override
        public void afterBackward(BatchView batch) {
            at(FoldHook.ON_AFTER_BACKWARD, watcher -> watcher.onAfterBackward(at, batch));
        }

        @Override
        public void beforeOptimizerStep(BatchView batch) {
            at(FoldHook.ON_BEFORE_OPTIMIZER_STEP, watcher -> watcher.onBeforeOptimizerStep(at, batch));
        }

        @Override
        public void beforeZeroGrad(BatchView batch) {
            at(FoldHook.ON_BEFORE_ZERO_GRAD, watcher -> watcher.onBeforeZeroGrad(at, batch));
        }

        @Override
        public void beforeLogMetrics(BatchView batch) {
            metrics(at, Role.TRAIN, () -> new TreeMap<>(Map.of("train_loss", batch.loss())));
        }

        @Override
        public void batchEnd(BatchView batch) {
            at(FoldHook.ON_TRAIN_BATCH_END_PER_FOLD, watcher -> watcher.onTrainBatchEndPerFold(at, batch));
        }
    }
}
