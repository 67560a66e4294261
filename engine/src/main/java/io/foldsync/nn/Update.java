package io.foldsync.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an optimizer remembers, and the text of its step over all parameters at once. */
final class Update {
    private static final String PREFIX = "optimizer.";
    private static final ArraySpec STEP = ArraySpec.state("step", PREFIX + "step", List.of());

    private Update() {}

    /** The arrays the optimizer remembers: one like each parameter for each memory, then the step's number. */
    static List<ArraySpec> state(Optimizer optimizer, List<ArraySpec> parameters) {
        List<ArraySpec> state = new ArrayList<>();
        for (String memory : optimizer.memory()) {
            for (ArraySpec parameter : parameters) {
                state.add(ArraySpec.state(memory, PREFIX + memory + "." + parameter.name(), parameter.shape()));
            }
        }
        if (optimizer.countsSteps()) {
            state.add(STEP);
        }
        return state;
    }

    /** Statements that move {@code parameters} along {@code gradients} at the learning rate {@code rate}. */
    static List<String> step(Optimizer optimizer, int parameters) {
        if (optimizer instanceof Sgd sgd) {
            // Memory starts at 0, which makes the first step what PyTorch's is_first_step makes it.
            return List.of("torch._fused_sgd_(parameters, gradients, "
                    + (sgd.memory().isEmpty() ? "annotate(List[Tensor], [])" : "momentum_buffer") + ", weight_decay="
                    + sgd.weightDecay() + ", momentum=" + sgd.momentum()
                    + ", lr=rate, dampening=0., nesterov=False, maximize=False, is_first_step=False)");
        }
        if (optimizer instanceof Adam adam) {
            return adam("adam", adam.beta1(), adam.beta2(), adam.weightDecay(), adam.eps(), parameters);
        }
        if (optimizer instanceof AdamW adam) {
            return adam("adamw", adam.beta1(), adam.beta2(), adam.weightDecay(), adam.eps(), parameters);
        }
        throw new IllegalStateException(optimizer.describe());
    }

    private static List<String> adam(
            String kernel, double beta1, double beta2, double weightDecay, double eps, int parameters) {
        // All parameters step together: one counter, named once for each.
        String steps = String.join(", ", Collections.nCopies(parameters, STEP.variable()));
        return List.of(
                "torch.add_(" + STEP.variable() + ", 1.)",
                "torch._fused_" + kernel + "_(parameters, gradients, exp_avg, exp_avg_sq, annotate(List[Tensor], []), ["
                        + steps + "], lr=rate, beta1=" + beta1 + ", beta2=" + beta2 + ", weight_decay=" + weightDecay
                        + ", eps=" + eps + ", amsgrad=False, maximize=False)");
    }
}
