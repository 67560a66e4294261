package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The program around a network that is not compiled. {@code batch(rows, features, shift, scale)} gives what the network
 * takes; {@code step(outputs, rows, targets, weights, lr, weight_decay, tally, lists…)} adds one batch to the tally and
 * moves the parameters.
 */
final class StepText {
    private static final List<String> STEP = List.of("h", "batch", "targets", "weights", "lr", "weight_decay", "tally");

    private final StringBuilder text = new StringBuilder(ProgramCompiler.HEAD);

    private StepText() {}

    /** @param stepping parameters and the optimizer's state */
    static String of(ModelRecipe recipe, Feed feed, List<ArraySpec> stepping) {
        StepText program = new StepText();
        program.batch(recipe, feed);
        program.step(recipe, feed, stepping);
        program.text.append("  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n");
        return program.text.toString();
    }

    private void batch(ModelRecipe recipe, Feed feed) {
        Sheet sheet = new Sheet(true, 1, feed.target().outputs(), feed.device());
        Signal x = ProgramCompiler.batch(recipe, feed, sheet);
        text.append(Signature.method("batch", List.of("batch", "features", "shift", "scale"), List.of()));
        line("b = torch.size(batch, 0)");
        sheet.lines.forEach(this::line);
        line("return " + x);
    }

    private void step(ModelRecipe recipe, Feed feed, List<ArraySpec> stepping) {
        text.append(Signature.method("step", STEP, Signature.lists(stepping)));
        line("rate = float(lr)");
        line("decay = float(weight_decay)");
        line("b = torch.size(batch, 0)");
        line("one = torch.ones([], dtype=6, device=\"" + feed.device() + "\")");
        line("y = torch.index_select(targets, 0, batch)");
        LossText.value(recipe.loss(), feed.weighted()).forEach(this::line);
        gradients();
        line("torch.add_(torch.select(tally, 0, 0), sum)");
        if (recipe.loss() == Loss.CROSS_ENTROPY) {
            String hits = "torch.eq(torch.argmax(h, 1), y)";
            line("torch.add_(torch.select(tally, 0, 1), torch.sum("
                    + (feed.weighted() ? "torch.mul(w, " + hits + ")" : hits) + "))");
        }
        line("torch.add_(torch.select(tally, 0, 2), weight)");
        int parameters = (int) stepping.stream()
                .filter(spec -> spec.role() == ArraySpec.Role.PARAMETER)
                .count();
        List<String> update = new ArrayList<>(Update.before(recipe.optimizer(), ""));
        update.addAll(Update.step(recipe.optimizer(), parameters, ""));
        update.forEach(this::line);
        line("return tally");
    }

    /** What the outputs do not hang on has gradient 0. */
    private void gradients() {
        line("gradients = annotate(List[Tensor], [])");
        line("found = torch.grad([loss], parameters, None, None, False, True)");
        line("for i in range(torch.len(parameters)):");
        line("  gradient = found[i]");
        line("  if torch.__is__(gradient, None):");
        line("    torch.append(gradients, torch.zeros_like(parameters[i]))");
        line("  else:");
        line("    torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))");
        line("torch.set_grad_enabled(False)");
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
