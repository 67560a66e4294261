package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The loss: a name, or a name with arguments, as {@code { huber: { delta: 0.5 } }}. */
public record LossConfig(Kind kind, Arguments arguments) {

    /** What {@code training.loss} may name. */
    public enum Kind {
        CROSS_ENTROPY(
                true, Parameter.numbers("classWeights"), Parameter.number("labelSmoothing", Bounds.between(0, 1), 0)),
        /** For networks that end in log-softmax. */
        NLL(true, Parameter.numbers("classWeights")),
        /** One versus the rest. */
        BCE(true, Parameter.numbers("posWeight")),
        FOCAL(true, Parameter.number("gamma", Bounds.atLeast(0), 2), Parameter.numbers("alpha")),
        DICE(true, Parameter.number("smooth", Bounds.atLeast(0), 0)),
        MSE(false),
        L1(false),
        HUBER(false, Parameter.number("delta", Bounds.above(0), 1));

        private final boolean ofClasses;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Parameter> parameters;

        Kind(boolean ofClasses, Parameter... parameters) {
            this.ofClasses = ofClasses;
            this.parameters = List.of(parameters);
        }

        /** Whether it is for classes; else for numbers. */
        boolean ofClasses() {
            return ofClasses;
        }

        /** The names of those for classes, or of those for numbers. */
        static List<String> names(boolean ofClasses) {
            return Arrays.stream(values())
                    .filter(kind -> kind.ofClasses == ofClasses)
                    .map(Value::written)
                    .toList();
        }
    }

    static Optional<LossConfig> bind(Value loss) {
        return Named.bind(
                loss,
                Kind.class,
                "loss",
                (kind, section) -> new LossConfig(kind, Arguments.bind(section, kind.parameters)));
    }

    /** As it is written in a configuration. */
    Object written() {
        return Named.written(kind, arguments.written());
    }
}
