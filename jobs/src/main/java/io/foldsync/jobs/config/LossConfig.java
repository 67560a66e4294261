package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The loss: a name, or a name with arguments, as {@code { huber: { delta: 0.5 } }}. */
public record LossConfig(Kind kind, Arguments arguments) {
    private static final List<Task> CLASSES = List.of(Task.CLASSIFICATION);
    private static final List<Task> CLASSES_AND_LABELS = List.of(Task.CLASSIFICATION, Task.MULTILABEL);
    private static final List<Task> NUMBERS = List.of(Task.REGRESSION);

    /** What {@code training.loss} may name. */
    public enum Kind {
        CROSS_ENTROPY(CLASSES, Parameter.numbers("classWeights"), Kind.smoothing()),
        /** For networks that end in log-softmax. */
        NLL(CLASSES, Parameter.numbers("classWeights")),
        /** Label by label, or class by class versus the rest. */
        BCE(CLASSES_AND_LABELS, Parameter.numbers("posWeight"), Kind.smoothing()),
        FOCAL(CLASSES_AND_LABELS, Parameter.number("gamma", Bounds.atLeast(0), 2), Parameter.numbers("alpha")),
        DICE(CLASSES, Parameter.number("smooth", Bounds.atLeast(0), 0)),
        MSE(NUMBERS),
        L1(NUMBERS),
        HUBER(NUMBERS, Parameter.number("delta", Bounds.above(0), 1));

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Task> tasks;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Parameter> parameters;

        Kind(List<Task> tasks, Parameter... parameters) {
            this.tasks = tasks;
            this.parameters = List.of(parameters);
        }

        private static Parameter smoothing() {
            return Parameter.number("labelSmoothing", Bounds.between(0, 1), 0);
        }

        /** Whether a network for this task can be trained by it. */
        boolean suits(Task task) {
            return tasks.contains(task);
        }

        /** The names of those that suit a task. */
        static List<String> names(Task task) {
            return Arrays.stream(values())
                    .filter(kind -> kind.suits(task))
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
