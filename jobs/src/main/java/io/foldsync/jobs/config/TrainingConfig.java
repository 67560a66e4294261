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
 * @param step what one batch does to the network, as a class of the user's own; empty for forward, backward, step
 */
public record TrainingConfig(
        int epochs,
        int batchRows,
        Optional<LossConfig> loss,
        OptimizerConfig optimizer,
        StepsConfig steps,
        Optional<EarlyStoppingConfig> earlyStopping,
        CourseConfig course,
        Optional<ModelConfig.OwnClass> step) {

    static TrainingConfig bind(Section training) {
        int epochs = training.whole("epochs", Bounds.atLeast(1)).orElse(20);
        int batchRows = training.whole("batchRows", Bounds.atLeast(1)).orElse(64);
        Optional<LossConfig> loss = training.value("loss").flatMap(LossConfig::bind);
        OptimizerConfig optimizer = OptimizerConfig.bind(training);
        StepsConfig steps = StepsConfig.bind(training);
        CourseConfig course =
                CourseConfig.bind(training, epochs, optimizer.arguments().number("lr"));
        Optional<EarlyStoppingConfig> earlyStopping =
                training.section("earlyStopping").map(section -> EarlyStoppingConfig.bind(section, course.watch()));
        Optional<ModelConfig.OwnClass> step = training.section("step").map(TrainingConfig::bindStep);
        training.finish();
        return new TrainingConfig(epochs, batchRows, loss, optimizer, steps, earlyStopping, course, step);
    }

    private static ModelConfig.OwnClass bindStep(Section step) {
        ModelConfig.OwnClass own = ModelConfig.bindClass(step);
        step.finish();
        return own;
    }

    Map<String, Object> written() {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("epochs", epochs);
        training.put("batchRows", batchRows);
        loss.ifPresent(chosen -> training.put("loss", chosen.written()));
        optimizer.write(training);
        steps.write(training);
        course.write(training);
        earlyStopping.ifPresent(stopping -> training.put("earlyStopping", stopping.written()));
        step.ifPresent(own -> training.put("step", own.named()));
        return training;
    }
}
