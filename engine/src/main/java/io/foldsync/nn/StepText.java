package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The arrays that {@link Steps} and optimizer need, and the statements from the list {@code gradients} of a model to its new
 * weights.
 *
 * @param groups of the model's parameters
 */
record StepText(Steps steps, Optimizer optimizer, List<ArraySpec> parameters, List<ParameterGroup> groups) {
    private static final String PREFIX = "optimizer.";
    private static final String AVERAGES = "averages";
    private static final String AVERAGED = "averaged";

    /** When several batches make a step: the condition under which one ends, in the loop over batches {@code i}. */
    String ends() {
        return "(i + 1) % " + steps.batches() + " == 0 or i + 2 == torch.size(bounds, 0)";
    }

    static StepText of(ModelRecipe recipe, List<ArraySpec> parameters) {
        return new StepText(
                recipe.steps(), recipe.optimizer(), parameters, ParameterGroup.of(recipe.steps(), parameters));
    }

    /** All arrays of a model: parameters in their groups' lists, buffers, one like each parameter for each memory, counts. */
    List<ArraySpec> arrays(List<ArraySpec> network) {
        List<ArraySpec> arrays = new ArrayList<>();
        for (ArraySpec spec : network) {
            int place = parameters.indexOf(spec);
            arrays.add(place < 0 ? spec : spec.in("parameters" + groupOf(place).suffix()));
        }
        for (String memory : optimizer.memory()) {
            for (ParameterGroup group : groups) {
                for (int member : group.members()) {
                    ArraySpec spec = parameters.get(member);
                    String list = Update.memory(memory) + group.suffix();
                    String name = PREFIX + memory + "." + spec.name();
                    arrays.add(ArraySpec.state(list, name, spec.shape(), optimizer.start()));
                }
            }
        }
        if (optimizer.countsSteps()) {
            arrays.add(ArraySpec.state("step", PREFIX + "step", List.of(), 0));
        }
        if (steps.precision().scalesLoss()) {
            arrays.addAll(LossScale.arrays(PREFIX));
        }
        if (steps.averages()) {
            arrays.addAll(averages());
        }
        return arrays;
    }

    private List<ArraySpec> averages() {
        List<ArraySpec> averages = new ArrayList<>();
        for (ParameterGroup group : groups) {
            group.members()
                    .forEach(member -> averages.add(parameters.get(member).average(AVERAGES + group.suffix())));
        }
        averages.add(ArraySpec.state(AVERAGED, "average.step", List.of(), 0));
        return averages;
    }

    private ParameterGroup groupOf(int place) {
        return groups.stream()
                .filter(group -> group.members().contains(place))
                .findFirst()
                .orElseThrow();
    }

    /** The list of all parameters, in the order of the layers, for automatic differentiation. */
    String learned() {
        return parameters.stream().map(ArraySpec::variable).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A list of zeros like them. */
    String zeros() {
        return parameters.stream()
                .map(spec -> "torch.zeros_like(" + spec.variable() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Statements before the first step of the model whose names end so. */
    List<String> before(String of) {
        List<String> lines = new ArrayList<>(Update.before(optimizer, of));
        if (steps.precision().scalesLoss()) {
            lines.addAll(LossScale.before(of));
        }
        if (steps.averages()) {
            lines.add("averages_begun" + of + " = " + AVERAGED + of + "[0]");
        }
        return lines;
    }

    /** Statements that move the parameters of the model whose names end so along its list {@code gradients}. */
    List<String> lines(String of) {
        String gradients = "gradients" + of;
        List<String> lines = new ArrayList<>(clip(gradients));
        lines.addAll(Update.count(optimizer, of));
        for (ParameterGroup group : groups) {
            String list = group.suffix() + of;
            if (group.partial()) {
                lines.add("gradients" + list + " = "
                        + group.members().stream()
                                .map(member -> gradients + "[" + member + "]")
                                .collect(Collectors.joining(", ", "[", "]")));
            }
            String decay = group.decays() ? "decay" + of : "0.";
            lines.addAll(new Update(optimizer, decay, list, of, group.members().size()).lines());
        }
        lines.addAll(average(of));
        return steps.precision().scalesLoss() ? LossScale.around(of, lines) : lines;
    }

    private List<String> clip(String gradients) {
        List<String> lines = new ArrayList<>();
        double most = steps.clipValue();
        if (Double.isFinite(most)) {
            lines.add(gradients + " = torch._foreach_clamp_max(torch._foreach_clamp_min(" + gradients + ", " + -most
                    + "), " + most + ")");
        }
        if (Double.isFinite(steps.clipNorm())) {
            lines.add("norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(" + gradients + ")))");
            lines.add("share = torch.mul(torch.reciprocal(torch.add(norm, 1e-06)), " + steps.clipNorm() + ")");
            lines.add(gradients + " = torch._foreach_mul(" + gradients + ", torch.clamp_max(share, 1.))");
        }
        return lines;
    }

    /** The first average is the weights themselves: a share of 1. */
    private List<String> average(String of) {
        if (!steps.averages()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("torch.add_(averages_begun" + of + ", 1.)");
        lines.add("share = torch.clamp_min(torch.to(torch.eq(averages_begun" + of + ", 1.), 6), "
                + (1 - steps.average()) + ")");
        for (ParameterGroup group : groups) {
            String list = group.suffix() + of;
            lines.add("torch._foreach_add_(" + AVERAGES + list + ", torch._foreach_mul(torch._foreach_sub(parameters"
                    + list + ", " + AVERAGES + list + "), share))");
        }
        return lines;
    }
}
