package io.foldsync.jobs.config;

import java.util.Map;
import java.util.Optional;

/** How features are scaled; what is learned, each fold learns from its own training rows. */
public sealed interface ScalingConfig {

    /** The scalings without numbers. */
    enum Named implements ScalingConfig {
        NONE,
        STANDARD,
        MINMAX
    }

    /** {@code (x - mean) / std} for every feature; raw units, {@code std} above 0. */
    record Fixed(double mean, double std) implements ScalingConfig {}

    static ScalingConfig bind(Section data) {
        return data.value("scaling").flatMap(ScalingConfig::bind).orElse(Named.NONE);
    }

    private static Optional<ScalingConfig> bind(Value value) {
        if (!(value.tree() instanceof Tree.Keys)) {
            return value.name(Named.class).map(named -> named);
        }
        return value.section().flatMap(scaling -> {
            scaling.require("fixed", "{ fixed: { mean: …, std: … } }", "Write the two numbers, or a scaling's name.");
            Optional<ScalingConfig> fixed = scaling.section("fixed").map(ScalingConfig::fixed);
            scaling.finish();
            return fixed;
        });
    }

    private static ScalingConfig fixed(Section fixed) {
        fixed.require("mean", "the mean to subtract", "Write it, 0 for none.");
        fixed.require("std", "the number to divide by", "Write it, 1 for none.");
        ScalingConfig scaling = new Fixed(
                fixed.number("mean", Bounds.ANY).orElse(0.0),
                fixed.number("std", Bounds.above(0)).orElse(1.0));
        fixed.finish();
        return scaling;
    }

    /** As it is written in a configuration. */
    default Object written() {
        return this instanceof Fixed fixed
                ? Map.of("fixed", Map.of("mean", fixed.mean(), "std", fixed.std()))
                : Value.written((Named) this);
    }
}
