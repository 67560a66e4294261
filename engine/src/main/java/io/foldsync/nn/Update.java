package io.foldsync.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The text of an optimizer's step over one list of parameters at once. Lists that change are arguments of the program; the
 * others may be made in it. Gradients must be contiguous: on a CPU the fused kernels read memory and forget strides.
 *
 * @param decay weight decay, as program text
 * @param list ends the names of this group's lists of this model: {@code parameters…}, {@code gradients…} and one for each
 *     memory
 * @param of ends the names of this model's numbers: {@code _2} for the third of several models, nothing for one
 * @param parameters how many there are
 */
record Update(Optimizer optimizer, String decay, String list, String of, int parameters) {

    /** Names that every step uses. */
    static List<String> before(Optimizer optimizer, String of) {
        return optimizer.countsSteps() ? List.of(counter(of) + " = step" + of + "[0]") : List.of();
    }

    /** What comes once in every step, before the groups: one count for all parameters, which step together. */
    static List<String> count(Optimizer optimizer, String of) {
        return optimizer.countsSteps() ? List.of("torch.add_(" + counter(of) + ", 1.)") : List.of();
    }

    /** The list of what is remembered under a name. */
    static String memory(String name) {
        return "memory_" + name;
    }

    private static String counter(String of) {
        return "counter" + of;
    }

    /** Statements that move the parameters along their gradients at the learning rate {@code rate}. */
    List<String> lines() {
        if (optimizer instanceof Sgd sgd) {
            return sgd(sgd);
        } else if (optimizer instanceof Adam adam) {
            return adam(adam);
        } else if (optimizer instanceof RmsProp prop) {
            return rmsProp(prop);
        } else if (optimizer instanceof Adagrad adagrad) {
            return adagrad(adagrad);
        } else if (optimizer instanceof Lion lion) {
            return lion(lion);
        }
        throw new IllegalStateException(optimizer.describe());
    }

    private List<String> sgd(Sgd sgd) {
        // Memory starts at 0, which makes the first step what PyTorch's is_first_step makes it.
        String memory = sgd.memory().isEmpty() ? "annotate(List[Tensor], [])" : remembered("momentum_buffer");
        return List.of("torch._fused_sgd_(" + moved() + ", " + gradients() + ", " + memory + ", weight_decay=" + decay
                + ", momentum=" + sgd.momentum() + ", lr=" + rate() + ", dampening=0., nesterov="
                + (sgd.nesterov() ? "True" : "False") + ", maximize=False, is_first_step=False)");
    }

    private List<String> adam(Adam adam) {
        String steps = String.join(", ", Collections.nCopies(parameters, counter(of)));
        return List.of("torch._fused_adam" + (adam.decoupled() ? "w" : "") + "_(" + moved() + ", " + gradients() + ", "
                + remembered("exp_avg") + ", " + remembered("exp_avg_sq") + ", annotate(List[Tensor], []), [" + steps
                + "], lr=" + rate() + ", beta1=" + adam.beta1() + ", beta2=" + adam.beta2() + ", weight_decay=" + decay
                + ", eps=" + adam.eps() + ", amsgrad=False, maximize=False)");
    }

    private List<String> rmsProp(RmsProp prop) {
        List<String> lines = new ArrayList<>(List.of(shrinking()));
        String squares = remembered("square_avg");
        lines.add("torch._foreach_mul_(" + squares + ", " + prop.alpha() + ")");
        lines.add("torch._foreach_addcmul_(" + squares + ", g, g, " + (1 - prop.alpha()) + ")");
        String spread = squares;
        if (prop.centered()) {
            String mean = remembered("grad_avg");
            lines.add("torch._foreach_lerp_(" + mean + ", g, " + (1 - prop.alpha()) + ")");
            spread = "torch._foreach_addcmul(" + squares + ", " + mean + ", " + mean + ", -1)";
        }
        lines.add(below(spread, prop.eps()));
        if (prop.momentum() > 0) {
            String momentum = remembered("momentum_buffer");
            lines.add("torch._foreach_mul_(" + momentum + ", " + prop.momentum() + ")");
            lines.add("torch._foreach_addcdiv_(" + momentum + ", g, below)");
            lines.add("torch._foreach_add_(" + moved() + ", " + momentum + ", alpha=torch.neg(" + rate() + "))");
        } else {
            lines.add("torch._foreach_addcdiv_(" + moved() + ", g, below, torch.neg(" + rate() + "))");
        }
        return lines;
    }

    private List<String> adagrad(Adagrad adagrad) {
        List<String> lines = new ArrayList<>(List.of(shrinking()));
        lines.add("torch._foreach_addcmul_(" + remembered("sum") + ", g, g)");
        lines.add(below(remembered("sum"), adagrad.eps()));
        if (adagrad.countsSteps()) {
            String taken = "torch.mul(torch.sub(" + counter(of) + ", 1.), " + adagrad.lrDecay() + ")";
            lines.add("pace = torch.mul(torch.reciprocal(torch.add(" + taken + ", 1.)), " + rate() + ")");
            lines.add("torch._foreach_sub_(" + moved()
                    + ", torch._foreach_mul(torch._foreach_div(g, below), pace))"); // the count stays on its device
        } else {
            lines.add("torch._foreach_addcdiv_(" + moved() + ", g, below, torch.neg(" + rate() + "))");
        }
        return lines;
    }

    private List<String> lion(Lion lion) {
        String memory = remembered("exp_avg");
        return List.of(
                "torch._foreach_mul_(" + moved() + ", 1. - " + rate() + " * " + decay + ")",
                "way = torch._foreach_sign(torch._foreach_lerp(" + memory + ", " + gradients() + ", "
                        + (1 - lion.beta1()) + "))",
                "torch._foreach_add_(" + moved() + ", way, alpha=torch.neg(" + rate() + "))",
                "torch._foreach_lerp_(" + memory + ", " + gradients() + ", " + (1 - lion.beta2()) + ")");
    }

    /** Weight decay as part of the gradient. */
    private String shrinking() {
        return "g = torch._foreach_add(" + gradients() + ", " + moved() + ", alpha=" + decay + ")";
    }

    private static String below(String squares, double eps) {
        return "below = torch._foreach_add(torch._foreach_sqrt(" + squares + "), " + eps + ")";
    }

    private String moved() {
        return "parameters" + list;
    }

    private String gradients() {
        return "gradients" + list;
    }

    private String remembered(String name) {
        return memory(name) + list;
    }

    private String rate() {
        return "rate" + of;
    }
}
