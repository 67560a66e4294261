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
        program.batch();
        program.step(step, stepping);
        program.text.append("  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n");
        return program.text.toString();
    }

    private void batch() {
        Sheet sheet = new Sheet(
                true, 1, feed.target().outputs(), feed.device(), recipe.steps().precision());
        Signal x = ProgramCompiler.batch(recipe, feed, sheet);
        text.append(Signature.method("batch", List.of("batch", "features", "shift", "scale"), List.of()));
        line("b = torch.size(batch, 0)");
        sheet.lines.forEach(this::line);
        line("return " + x);
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
        gradients(step);
        tally();
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

    /** What the outputs do not hang on has gradient 0. */
    private void gradients(StepText step) {
        line("learned = " + step.learned());
        line("gradients = annotate(List[Tensor], [])");
        line("found = torch.grad([loss], learned, None, None, False, True)");
        line("for i in range(torch.len(learned)):");
        line("  gradient = found[i]");
        line("  if torch.__is__(gradient, None):");
        line("    torch.append(gradients, torch.zeros_like(learned[i]))");
        line("  else:");
        line("    torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))");
        line("torch.set_grad_enabled(False)");
    }

    private void tally() {
        add(0, "sum");
        add(1, "loss_weight");
        TruthText.right(feed.target(), "h", "y")
                .ifPresent(hits ->
                        add(2, "torch.sum(" + (feed.weighted() ? "torch.mul(w, " + hits + ")" : hits) + ")"));
        add(3, "weight");
    }

    private void add(int place, String sum) {
        line("torch.add_(torch.select(tally, 0, " + place + "), " + sum + ")");
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
