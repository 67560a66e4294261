package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The program around a network that is not compiled. {@code batch(rows, features, shift, scale)} gives what the network
 * takes; {@code step(outputs, rows, targets, weights, lr, weight_decay, ends, tally, gathered_weight, lists…)} adds one batch
 * to the tally and, if it ends a step, moves the parameters.
 */
final class BatchText {
    /** The list in which gradients gather where several batches make a step. */
    static final String GATHERED = "gathered";

    private static final List<String> STEP =
            List.of("h", "batch", "targets", "weights", "lr", "weight_decay", "ends", "tally", "gathered_weight");

    private final StringBuilder text = new StringBuilder(ProgramCompiler.HEAD);
    private final ModelRecipe recipe;
    private final Feed feed;

    private BatchText(ModelRecipe recipe, Feed feed) {
        this.recipe = recipe;
        this.feed = feed;
    }

    /**
     * @param step of the network's parameters
     * @param stepping parameters, averages and the optimizer's state
     */
    static String of(ModelRecipe recipe, Feed feed, StepText step, List<ArraySpec> stepping) {
        BatchText program = new BatchText(recipe, feed);
        program.text.append(gather(recipe, feed));
        program.step(step, stepping);
        program.text.append("  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n");
        return program.text.toString();
    }

    /** The method {@code batch}. */
    static String gather(ModelRecipe recipe, Feed feed) {
        Sheet sheet = new Sheet(
                true, 1, feed.target().outputs(), feed.device(), recipe.steps().precision());
        Signal x = ProgramCompiler.batch(recipe, feed, sheet);
        StringBuilder text =
                new StringBuilder(Signature.method("batch", List.of("batch", "features", "shift", "scale"), List.of()));
        text.append("    b = torch.size(batch, 0)\n");
        sheet.lines.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.append("    return ").append(x).append('\n').toString();
    }

    private void step(StepText step, List<ArraySpec> stepping) {
        boolean gather = recipe.steps().gather();
        List<String> lists = new ArrayList<>(Signature.lists(stepping));
        if (gather) {
            lists.add(GATHERED);
        }
        text.append(Signature.method("step", STEP, lists));
        Signature.names(stepping.stream()
                        .filter(spec -> spec.role() == Role.PARAMETER)
                        .toList())
                .forEach(this::line);
        line("rate = float(lr)");
        line("decay = float(weight_decay)");
        line("b = torch.size(batch, 0)");
        line("one = torch.ones([], dtype=6, device=\"" + feed.device() + "\")");
        LossText.before(recipe.loss(), feed.device()).forEach(this::line);
        line("y = " + TruthText.of(feed.target(), "batch"));
        new LossText(recipe.loss(), feed.target(), feed.weighted(), gather, true)
                .value()
                .forEach(this::line);
        gradients(step).forEach(this::line);
        tally(feed).forEach(this::line);
        step.before("").forEach(this::line);
        if (gather) {
            line("torch._foreach_add_(gathered, gradients)");
            line("torch.add_(gathered_weight, loss_weight)");
            line("if bool(ends):");
            line("  gradients = torch._foreach_div(gathered, " + LossText.divisor("gathered_weight") + ")");
            step.lines("").forEach(each -> line("  " + each));
            line("  torch._foreach_zero_(gathered)");
            line("  torch.zero_(gathered_weight)");
        } else {
            step.lines("").forEach(this::line);
        }
        line("return tally");
    }

    /** Statements that leave the list {@code gradients}; what the loss does not hang on has gradient 0. */
    static List<String> gradients(StepText step) {
        return List.of(
                "learned = " + step.learned(),
                "gradients = annotate(List[Tensor], [])",
                "found = torch.grad([loss], learned, None, None, False, True)",
                "for i in range(torch.len(learned)):",
                "  gradient = found[i]",
                "  if torch.__is__(gradient, None):",
                "    torch.append(gradients, torch.zeros_like(learned[i]))",
                "  else:",
                "    torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))",
                "torch.set_grad_enabled(False)");
    }

    /** Statements that add one batch to {@code tally}. */
    static List<String> tally(Feed feed) {
        List<String> lines = new ArrayList<>();
        lines.add(add(0, "sum"));
        lines.add(add(1, "loss_weight"));
        TruthText.right(feed.target(), "h", "y")
                .map(hits -> feed.weighted() ? "torch.mul(w, " + hits + ")" : hits)
                .ifPresent(hits -> lines.add(add(2, "torch.sum(" + hits + ")")));
        lines.add(add(3, "weight"));
        return lines;
    }

    private static String add(int place, String sum) {
        return "torch.add_(torch.select(tally, 0, " + place + "), " + sum + ")";
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
