package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Dynamic loss scaling, for {@link Precision#FLOAT16}: the loss is multiplied by a number before it is differentiated, and
 * the gradients are divided by it before the step, so that small ones are not rounded to 0 on their way. A step whose
 * gradients are not all finite is left out and the number halved; it doubles after 2,000 steps without. As PyTorch's
 * {@code torch.amp.GradScaler}, with its defaults. Source: Micikevicius et al. 2018, "Mixed precision training", section
 * 3.2.
 *
 * <p>Each model has a scale of its own. Whether to step is read by the host, so that a GPU is waited for at every step; as
 * with PyTorch's.
 */
final class LossScale {
    private static final double FIRST = 65_536;
    private static final double GROWTH_INTERVAL = 2_000;
    /** Beyond which doubling is not finite. */
    private static final double MOST = 0x1p127;

    private static final String LIST = "scaler";

    private LossScale() {}

    /** The scale, and the steps since it changed. */
    static List<ArraySpec> arrays(String prefix) {
        return List.of(
                ArraySpec.state(LIST, prefix + "loss_scale", List.of(), FIRST),
                ArraySpec.state(LIST, prefix + "loss_scale_steps", List.of(), 0));
    }

    /** Whether an array is a scale, which changes when a step is left out. */
    static boolean is(ArraySpec spec) {
        return spec.list().equals(LIST) && spec.name().endsWith("scale");
    }

    /** Names for the arrays of the model whose names end so. */
    static List<String> before(String of) {
        return List.of(name(of) + " = " + LIST + of + "[0]", steps(of) + " = " + LIST + of + "[1]");
    }

    /** The variable of the scale. */
    static String name(String of) {
        return "loss_scale" + of;
    }

    private static String steps(String of) {
        return "loss_scale_steps" + of;
    }

    /** The statements of a step on scaled {@code gradients…}, if it is to be taken. */
    static List<String> around(String of, List<String> step) {
        String gradients = "gradients" + of;
        List<String> lines = new ArrayList<>();
        lines.add("largest = torch.max(torch.stack(torch._foreach_norm(" + gradients + ", inf)))");
        lines.add(gradients + " = torch._foreach_div(" + gradients + ", " + name(of) + ")");
        lines.add("if bool(torch.isfinite(largest)):");
        step.forEach(line -> lines.add("  " + line));
        lines.add("  torch.add_(" + steps(of) + ", 1.)");
        lines.add("  grows = torch.to(torch.ge(" + steps(of) + ", " + GROWTH_INTERVAL + "), 6)");
        lines.add("  torch.clamp_max_(torch.mul_(" + name(of) + ", torch.add(grows, 1.)), " + MOST + ")");
        lines.add("  torch.mul_(" + steps(of) + ", torch.rsub(grows, 1.))");
        lines.add("else:");
        lines.add("  torch.mul_(" + name(of) + ", 0.5)");
        lines.add("  torch.zero_(" + steps(of) + ")");
        return lines;
    }
}
