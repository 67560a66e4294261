package io.foldsync.jobs.config;

import io.foldsync.nn.Precision;
import java.util.Map;
import java.util.Optional;

/**
 * How gradients become steps, around the optimizer.
 *
 * @param accumulateBatches batches whose rows make one step, at least 1
 * @param clipNorm the largest norm of all gradients together, above 0; empty for no limit
 * @param clipValue the largest absolute value of a gradient's element, above 0; empty for no limit
 * @param decayNormAndBias whether weight decay is also for norms and biases
 * @param averageDecay of the moving average of the weights, 0 to below 1; 0 for no average
 * @param precision the type in which products are computed
 */
public record StepsConfig(
        int accumulateBatches,
        Optional<Double> clipNorm,
        Optional<Double> clipValue,
        boolean decayNormAndBias,
        double averageDecay,
        Precision precision) {

    static StepsConfig bind(Section training) {
        return new StepsConfig(
                training.whole("accumulateBatches", Bounds.atLeast(1)).orElse(1),
                training.number("clipNorm", Bounds.above(0)),
                training.number("clipValue", Bounds.above(0)),
                training.flag("decayNormAndBias").orElse(true),
                training.number("averageDecay", Bounds.between(0, 1)).orElse(0.0),
                training.name("precision", Precision.class).orElse(Precision.FLOAT32));
    }

    void write(Map<String, Object> training) {
        training.put("accumulateBatches", accumulateBatches);
        clipNorm.ifPresent(limit -> training.put("clipNorm", limit));
        clipValue.ifPresent(limit -> training.put("clipValue", limit));
        training.put("decayNormAndBias", decayNormAndBias);
        training.put("averageDecay", averageDecay);
        training.put("precision", Value.written(precision));
    }
}
