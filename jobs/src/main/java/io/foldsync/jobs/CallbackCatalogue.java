package io.foldsync.jobs;

import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.CallbackConfig;
import io.foldsync.jobs.config.TrainingConfig;
import io.foldsync.nn.OwnClass;
import io.foldsync.nn.TrainStep;
import io.foldsync.spark.CrossValidation;
import io.foldsync.train.Callback;
import io.foldsync.train.FoldCallback;
import io.foldsync.train.LearningRateMonitor;
import io.foldsync.train.MemoryMonitor;
import io.foldsync.train.ModelSummary;
import io.foldsync.train.RunCallback;
import io.foldsync.train.ThroughputMonitor;
import io.foldsync.train.Timer;
import java.util.List;
import java.util.function.Consumer;

/** The names of who watches a run, and of what one batch does. */
final class CallbackCatalogue {
    private CallbackCatalogue() {}

    /**
     * Makes callbacks and step, to be told to a run.
     *
     * @throws FoldSyncException ({@code CLASS_NOT_USABLE}) when a user's own class cannot be made
     */
    static Consumer<CrossValidation> of(List<CallbackConfig> callbacks, TrainingConfig training) {
        Consumer<CrossValidation> all = training.step()
                .map(own -> OwnClass.create(TrainStep.class, "training.step", own.name(), own.options()))
                .<Consumer<CrossValidation>>map(step -> run -> run.step(step))
                .orElse(run -> {});
        for (int i = 0; i < callbacks.size(); i++) {
            all = all.andThen(callback(callbacks.get(i), "callbacks[" + i + "]"));
        }
        return all;
    }

    private static Consumer<CrossValidation> callback(CallbackConfig callback, String key) {
        return callback instanceof CallbackConfig.Own own ? own(own, key) : known((CallbackConfig.Known) callback);
    }

    private static Consumer<CrossValidation> known(CallbackConfig.Known known) {
        int number = known.number();
        return switch (known.kind()) {
            case MODEL_SUMMARY -> run -> run.callback(new ModelSummary(number));
            case LEARNING_RATE_MONITOR -> run -> run.callback(new LearningRateMonitor());
            case TIMER -> run -> run.callback(new Timer(number));
            case THROUGHPUT_MONITOR -> run -> run.callback(new ThroughputMonitor(number));
            case MEMORY_MONITOR -> run -> run.callback(new MemoryMonitor(number));
        };
    }

    /** It may watch on the driver, where folds train, or both. */
    private static Consumer<CrossValidation> own(CallbackConfig.Own own, String key) {
        Callback made = OwnClass.create(
                Callback.class, key, own.made().name(), own.made().options());
        return run -> {
            if (made instanceof RunCallback driver) {
                run.callback(driver);
            }
            if (made instanceof FoldCallback fold) {
                run.callback(fold);
            }
        };
    }
}
