package io.foldsync.nn;

import io.foldsync.data.Dtype;
import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What an optimizer remembers, and the text of its step over all parameters at once. */
final class Update {
    private static final String PREFIX = "optimizer.";
    private static final ArraySpec STEP =
            new ArraySpec(Role.STATE, PREFIX + "step", Dtype.F32, List.of(), Initial.constant(0));

    private Update() {}

    /** The arrays the optimizer remembers: one like each parameter for each memory, then the step's number. */
    static List<ArraySpec> state(Optimizer optimizer, List<ArraySpec> parameters) {
        List<ArraySpec> state = new ArrayList<>();
        for (String memory : optimizer.memory()) {
            parameters.forEach(parameter -> state.add(remembered(memory, parameter)));
        }
        if (optimizer.countsSteps()) {
            state.add(STEP);
        }
        return state;
    }

    /** Statements that gather the remembered arrays into lists. */
    static List<String> lists(Optimizer optimizer, List<ArraySpec> parameters) {
        List<String> lines = new ArrayList<>();
        for (String memory : optimizer.memory()) {
            lines.add(memory
                    + " = "
                    + list(parameters.stream()
                            .map(parameter -> remembered(memory, parameter))
                            .toList()));
        }
        if (optimizer.countsSteps()) {
            // All parameters step together: one counter, named once for each.
            lines.add("steps = " + list(Collections.nCopies(parameters.size(), STEP)));
        }
        return lines;
    }

    static String list(List<ArraySpec> arrays) {
        return arrays.stream().map(ArraySpec::variable).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Statements that move {@code parameters} along {@code gradients} at the learning rate {@code rate}. */
    static List<String> step(Optimizer optimizer) {
        if (optimizer instanceof Sgd sgd) {
            // Memory starts at 0, which makes the first step what PyTorch's is_first_step makes it.
            return List.of("torch._fused_sgd_(parameters, gradients, "
                    + (sgd.memory().isEmpty() ? "annotate(List[Tensor], [])" : "momentum_buffer") + ", weight_decay="
                    + sgd.weightDecay() + ", momentum=" + sgd.momentum()
                    + ", lr=rate, dampening=0., nesterov=False, maximize=False, is_first_step=False)");
        }
        if (optimizer instanceof Adam adam) {
            return adam("adam", adam.beta1(), adam.beta2(), adam.weightDecay(), adam.eps());
        }
        if (optimizer instanceof AdamW adam) {
            return adam("adamw", adam.beta1(), adam.beta2(), adam.weightDecay(), adam.eps());
        }
        throw new IllegalStateException(optimizer.describe());
    }

    private static List<String> adam(String kernel, double beta1, double beta2, double weightDecay, double eps) {
        return List.of(
                "torch.add_(" + STEP.variable() + ", 1.)",
                "torch._fused_" + kernel + "_(parameters, gradients, exp_avg, exp_avg_sq, annotate(List[Tensor], []), "
                        + "steps, lr=rate, beta1=" + beta1 + ", beta2=" + beta2 + ", weight_decay=" + weightDecay
                        + ", eps=" + eps + ", amsgrad=False, maximize=False)");
    }

    private static ArraySpec remembered(String memory, ArraySpec parameter) {
        return new ArraySpec(
                Role.STATE,
                PREFIX + memory + "." + parameter.name(),
                Dtype.F32,
                parameter.shape(),
                Initial.constant(0));
    }
}
