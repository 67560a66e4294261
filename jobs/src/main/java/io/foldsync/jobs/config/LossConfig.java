package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        if (!(loss.tree() instanceof Tree.Keys keys)) {
            return loss.name(Kind.class).map(kind -> of(kind, new Section(loss.path(), none(loss), loss.faults())));
        }
        if (keys.entries().size() != 1) {
            return loss.wrongType("one loss, as name or { name: { arguments } }", "Write one name.");
        }
        Map.Entry<String, Tree> entry = keys.entries().entrySet().iterator().next();
        Value name =
                new Value(new Tree.Scalar(keys.place(), entry.getKey(), entry.getKey()), loss.path(), loss.faults());
        Value below = new Value(entry.getValue(), loss.path() + "." + entry.getKey(), loss.faults());
        return name.name(Kind.class).flatMap(kind -> below.section().map(section -> of(kind, section)));
    }

    private static Tree.Keys none(Value at) {
        return new Tree.Keys(at.tree().place(), Map.of());
    }

    private static LossConfig of(Kind kind, Section section) {
        LossConfig config = new LossConfig(kind, Arguments.bind(section, kind.parameters));
        section.finish();
        return config;
    }

    /** As it is written in a configuration. */
    Object written() {
        Map<String, Object> below = arguments.written();
        return below.isEmpty() ? Value.written(kind) : Map.of(Value.written(kind), below);
    }
}
