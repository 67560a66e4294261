package io.foldsync.jobs.config;

import java.util.Map;

/**
 * The optimizer.
 *
 * @param lr the learning rate, above 0
 * @param momentum for sgd, 0 to below 1; else 0
 * @param weightDecay 0 or more
 */
public record OptimizerConfig(Kind kind, double lr, double momentum, double weightDecay) {

    /** What {@code training.optimizer} may say. */
    public enum Kind {
        SGD,
        ADAM,
        ADAMW
    }

    static OptimizerConfig bind(Section training) {
        Kind kind = training.name("optimizer", Kind.class).orElse(Kind.ADAM);
        OptimizerConfig config = new OptimizerConfig(
                kind,
                training.number("lr", Bounds.above(0)).orElse(0.001),
                training.number("momentum", Bounds.between(0, 1)).orElse(0.0),
                training.number("weightDecay", Bounds.atLeast(0)).orElse(0.0));
        if (kind != Kind.SGD) {
            training.refuse("optimizer: " + Value.written(kind), "momentum");
        }
        return config;
    }

    void write(Map<String, Object> training) {
        training.put("optimizer", Value.written(kind));
        training.put("lr", lr);
        if (kind == Kind.SGD) {
            training.put("momentum", momentum);
        }
        training.put("weightDecay", weightDecay);
    }
}
