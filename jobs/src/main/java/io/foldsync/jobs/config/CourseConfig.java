package io.foldsync.jobs.config;

import java.util.Map;
import java.util.Optional;

/**
 * How training goes on over the epochs, besides their number.
 *
 * @param watch what everything watches unless it says otherwise
 * @param schedule empty: the optimizer's learning rate in every step
 * @param stopping what may end training early, besides {@code earlyStopping}
 * @param restoreBest whether the result is the best epoch's instead of the last one's
 * @param validateEvery epochs from one validation to the next, at least 1
 * @param trainBatches of an epoch; empty for all
 * @param validationBatches that are measured in an epoch; empty for all
 * @param fastDevRun whether to try everything on one epoch of three batches
 */
public record CourseConfig(
        WatchConfig watch,
        Optional<ScheduleConfig> schedule,
        StoppingConfig stopping,
        boolean restoreBest,
        int validateEvery,
        Optional<LimitConfig> trainBatches,
        Optional<LimitConfig> validationBatches,
        boolean fastDevRun) {

    /** What it is when nothing is written. */
    public static final CourseConfig DEFAULTS = new CourseConfig(
            WatchConfig.LOSS,
            Optional.empty(),
            StoppingConfig.NONE,
            false,
            1,
            Optional.empty(),
            Optional.empty(),
            false);

    static CourseConfig bind(Section training, int epochs, double lr) {
        WatchConfig watch = WatchConfig.bind(training, WatchConfig.LOSS);
        return new CourseConfig(
                watch,
                training.value("schedule").flatMap(value -> ScheduleConfig.bind(value, epochs, lr, watch)),
                training.section("stopping")
                        .map(section -> StoppingConfig.bind(section, watch))
                        .orElse(StoppingConfig.NONE),
                training.flag("restoreBest").orElse(false),
                training.whole("validateEvery", Bounds.atLeast(1)).orElse(1),
                training.value("limitTrainBatches").flatMap(LimitConfig::bind),
                training.value("limitValidationBatches").flatMap(LimitConfig::bind),
                training.flag("fastDevRun").orElse(false));
    }

    void write(Map<String, Object> training) {
        watch.write(training);
        schedule.ifPresent(chosen -> training.put("schedule", chosen.written()));
        if (!stopping.equals(StoppingConfig.NONE)) {
            training.put("stopping", stopping.written());
        }
        training.put("restoreBest", restoreBest);
        training.put("validateEvery", validateEvery);
        trainBatches.ifPresent(limit -> training.put("limitTrainBatches", limit.written()));
        validationBatches.ifPresent(limit -> training.put("limitValidationBatches", limit.written()));
        training.put("fastDevRun", fastDevRun);
    }
}
