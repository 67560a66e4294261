package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How every fold's model is trained.
 *
 * @param epochs the most epochs, at least 1
 * @param batchRows rows in a batch, at least 1
 * @param loss empty for the task's own: cross-entropy for classes, binary for labels, mean squared error for numbers
 */
public record TrainingConfig(
        int epochs,
        int batchRows,
        Optional<LossConfig> loss,
        OptimizerConfig optimizer,
        StepsConfig steps,
        Optional<EarlyStoppingConfig> earlyStopping) {

    static TrainingConfig bind(Section training) {
        TrainingConfig config = new TrainingConfig(
                training.whole("epochs", Bounds.atLeast(1)).orElse(20),
                training.whole("batchRows", Bounds.atLeast(1)).orElse(64),
                training.value("loss").flatMap(LossConfig::bind),
                OptimizerConfig.bind(training),
                StepsConfig.bind(training),
                training.section("earlyStopping").map(EarlyStoppingConfig::bind));
        training.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("epochs", epochs);
        training.put("batchRows", batchRows);
        loss.ifPresent(chosen -> training.put("loss", chosen.written()));
        optimizer.write(training);
        steps.write(training);
        earlyStopping.ifPresent(stopping -> training.put("earlyStopping", stopping.written()));
        return training;
    }
}
