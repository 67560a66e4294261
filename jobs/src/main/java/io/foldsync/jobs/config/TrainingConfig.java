package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How every fold's model is trained.
 *
 * @param epochs the most epochs, at least 1
 * @param batchRows rows in a batch, at least 1
 * @param loss empty for the task's own: cross-entropy for classes, mean squared error for numbers
 */
public record TrainingConfig(
        int epochs,
        int batchRows,
        Optional<LossName> loss,
        OptimizerConfig optimizer,
        Optional<EarlyStoppingConfig> earlyStopping) {

    /** What {@code training.loss} may say. */
    public enum LossName {
        CROSS_ENTROPY,
        MSE
    }

    static TrainingConfig bind(Section training) {
        TrainingConfig config = new TrainingConfig(
                training.whole("epochs", Bounds.atLeast(1)).orElse(20),
                training.whole("batchRows", Bounds.atLeast(1)).orElse(64),
                training.name("loss", LossName.class),
                OptimizerConfig.bind(training),
                training.section("earlyStopping").map(EarlyStoppingConfig::bind));
        training.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("epochs", epochs);
        training.put("batchRows", batchRows);
        loss.ifPresent(name -> training.put("loss", Value.written(name)));
        optimizer.write(training);
        earlyStopping.ifPresent(stopping -> training.put("earlyStopping", stopping.written()));
        return training;
    }
}
