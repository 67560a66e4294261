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

    /**
     * Statements that move {@code parameters} along {@code gradients} at the learning rate {@code rate} with the weight
     * decay {@code decay}. Gradients must be contiguous: on a CPU the fused kernels read memory and forget strides.
     *
     * @param of ends each of these names, and those of the lists the optimizer remembers: {@code _2} for the third of
     *     several models, nothing for one
     */
    static List<String> step(Optimizer optimizer, int parameters, String of) {
        String lists = "(parameters" + of + ", gradients" + of + ", ";
        String numbers = ", lr=rate" + of + ", weight_decay=decay" + of;
        if (optimizer instanceof Sgd sgd) {
            // Memory starts at 0, which makes the first step what PyTorch's is_first_step makes it.
            return List.of("torch._fused_sgd_" + lists
                    + (sgd.memory().isEmpty() ? "annotate(List[Tensor], [])" : "momentum_buffer" + of) + numbers
                    + ", momentum=" + sgd.momentum() + ", dampening=0., nesterov=False, maximize=False,"
                    + " is_first_step=False)");
        }
        if (optimizer instanceof Adam adam) {
            return adam("adam_" + lists, adam.beta1(), adam.beta2(), adam.eps() + numbers, parameters, of);
        }
        if (optimizer instanceof AdamW adam) {
            return adam("adamw_" + lists, adam.beta1(), adam.beta2(), adam.eps() + numbers, parameters, of);
        }
        throw new IllegalStateException(optimizer.describe());
    }

    /** Statements that come before the first step: names for what every step uses. */
    static List<String> before(Optimizer optimizer, String of) {
        return optimizer.countsSteps() ? List.of(counter(of) + " = step" + of + "[0]") : List.of();
    }

    private static String counter(String of) {
        return "counter" + of;
    }

    private static List<String> adam(String kernel, double beta1, double beta2, String eps, int parameters, String of) {
        // All parameters step together: one counter, named once for each.
        String step = counter(of);
        String steps = String.join(", ", Collections.nCopies(parameters, step));
        return List.of(
                "torch.add_(" + step + ", 1.)",
                "torch._fused_" + kernel + "exp_avg" + of + ", exp_avg_sq" + of + ", annotate(List[Tensor], []), ["
                        + steps + "], beta1=" + beta1 + ", beta2=" + beta2 + ", eps=" + eps
                        + ", amsgrad=False, maximize=False)");
    }
}
