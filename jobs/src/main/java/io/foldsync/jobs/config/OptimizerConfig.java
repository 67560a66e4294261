package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The optimizer, by PyTorch's names and defaults. */
public record OptimizerConfig(Kind kind, Arguments arguments) {
    private static final Parameter MOMENTUM = Parameter.number("momentum", Bounds.between(0, 1), 0);

    /** What {@code training.optimizer} may say. */
    public enum Kind {
        SGD(lr(0.001), MOMENTUM, Parameter.flag("nesterov"), decay(0)),
        ADAM(lr(0.001), Parameter.betas(0.9, 0.999), eps(1e-8), decay(0)),
        ADAMW(lr(0.001), Parameter.betas(0.9, 0.999), eps(1e-8), decay(0.01)),
        RMSPROP(lr(0.01), share("alpha", 0.99), eps(1e-8), MOMENTUM, Parameter.flag("centered"), decay(0)),
        ADAGRAD(lr(0.01), atLeast0("lrDecay", 0), atLeast0("initialAccumulator", 0), eps(1e-10), decay(0)),
        /** PyTorch has none; the defaults are its paper's. */
        LION(lr(0.0001), Parameter.betas(0.9, 0.99), decay(0));

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Parameter> parameters;

        Kind(Parameter... parameters) {
            this.parameters = List.of(parameters);
        }

        private List<String> keys() {
            return parameters.stream().map(Parameter::name).toList();
        }
    }

    static OptimizerConfig bind(Section training) {
        Kind kind = training.name("optimizer", Kind.class).orElse(Kind.ADAM);
        List<String> all = Arrays.stream(Kind.values())
                .flatMap(other -> other.keys().stream())
                .distinct()
                .toList();
        all.forEach(training::value); // known, though perhaps not here
        all.stream()
                .filter(key -> !kind.keys().contains(key))
                .forEach(key -> training.refuse("optimizer: " + Value.written(kind), key));
        OptimizerConfig config = new OptimizerConfig(kind, Arguments.bind(training, kind.parameters));
        if (kind == Kind.SGD && config.arguments.flag("nesterov") && config.arguments.number("momentum") == 0) {
            training.conflict(
                    "nesterov",
                    "nesterov without momentum",
                    "momentum above 0 beside it",
                    "Write momentum, for instance 0.9, or remove nesterov.");
        }
        return config;
    }

    void write(Map<String, Object> training) {
        training.put("optimizer", Value.written(kind));
        training.putAll(arguments.written());
    }

    private static Parameter lr(double fallback) {
        return Parameter.number("lr", Bounds.above(0), fallback);
    }

    private static Parameter eps(double fallback) {
        return atLeast0("eps", fallback);
    }

    private static Parameter decay(double fallback) {
        return atLeast0("weightDecay", fallback);
    }

    private static Parameter atLeast0(String name, double fallback) {
        return Parameter.number(name, Bounds.atLeast(0), fallback);
    }

    private static Parameter share(String name, double fallback) {
        return Parameter.number(name, Bounds.between(0, 1), fallback);
    }
}
