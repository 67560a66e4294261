package io.foldsync.nn;

import java.util.List;

/** The text of {@code train} for one model: names for the arrays, masks for the run, then one loop over batches. */
final class TrainingText {
    private final StringBuilder text = new StringBuilder();
    private final ModelRecipe recipe;
    private final Feed feed;
    private final Sheet network;
    private final StepText step;
    private final TallyText tally;

    private TrainingText(ModelRecipe recipe, Feed feed, Sheet network) {
        this.recipe = recipe;
        this.feed = feed;
        this.network = network;
        this.step = StepText.of(recipe, network.parameters());
        this.tally = new TallyText(
                recipe.loss(), feed.target(), feed.weighted(), recipe.steps().gather(), !network.derivable());
    }

    static String of(ModelRecipe recipe, Feed feed, Sheet network, Signal last, List<ArraySpec> arrays) {
        TrainingText training = new TrainingText(recipe, feed, network);
        training.prologue(arrays);
        training.loop(last);
        return training.text.toString();
    }

    private void prologue(List<ArraySpec> arrays) {
        text.append(Signature.training(arrays));
        Signature.names(Signature.network(arrays)).forEach(this::once);
        // numbers and bounds stay in host memory: reading them waits for no device
        once("decay = float(weight_decay)");
        once("batches = torch.size(bounds, 0) - 1"); // all as large as the first, but for the last
        once("batch_rows = int(bounds[1])");
        once("all_rows = int(bounds[batches])");
        once("all_targets = " + TruthText.of(feed.target(), "rows"));
        tally.before(feed.device()).forEach(this::once);
        once("one = torch.ones([], dtype=6, device=\"" + feed.device() + "\")");
        LossText.before(recipe.loss(), feed.device()).forEach(this::once);
        step.before("").forEach(this::once);
        MaskText.of(network, AugmentationText.words(recipe.augmentation())).forEach(this::once);
        network.onceLines.forEach(this::once);
        if (!network.derivable()) {
            once("learned = " + step.learned());
        }
        if (recipe.steps().gather()) {
            once("nothing = " + step.zeros());
            once("gathered = nothing");
            once("gathered_weight = torch.zeros_like(one)");
        }
    }

    private void loop(Signal last) {
        boolean own = network.derivable();
        LossText loss = new LossText(
                recipe.loss(), feed.target(), feed.weighted(), recipe.steps().gather(), tally.everyBatch());
        once("torch.set_grad_enabled(" + (own ? "False" : "True") + ")");
        once("for i in range(batches):");
        each("start = i * batch_rows");
        each("end = start + batch_rows");
        each("if i + 1 == batches:");
        each("  end = all_rows");
        each("rate = float(lr[i])");
        each("batch = torch.slice(rows, 0, start, end)");
        each("b = end - start");
        network.lines.forEach(this::each);
        each("h = " + last);
        each("y = torch.slice(all_targets, 0, start, end)");
        if (own) {
            loss.valueAndGradient().forEach(this::each);
            if (scalesLoss()) {
                each("d_h = torch.mul(d_h, " + LossScale.name("") + ")");
            }
            each(Gradients.gradient(last.variable()) + " = d_h");
            Gradients.of(network, last).forEach(this::each);
        } else {
            loss.value().forEach(this::each);
            automatic(scalesLoss() ? "torch.mul(loss, " + LossScale.name("") + ")" : "loss");
        }
        tally.each().forEach(this::each);
        step();
        if (!own) {
            each("torch.set_grad_enabled(True)");
        }
        tally.after().forEach(this::once);
        once("return tally");
    }

    private boolean scalesLoss() {
        return recipe.steps().precision().scalesLoss();
    }

    private void automatic(String made) {
        each("gradients = annotate(List[Tensor], [])");
        each("for gradient in torch.grad([" + made + "], learned, None, None, False, False):");
        each("  torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))");
        each("torch.set_grad_enabled(False)");
    }

    private void step() {
        if (!recipe.steps().gather()) {
            step.lines("").forEach(this::each);
            return;
        }
        each("gathered = torch._foreach_add(gathered, gradients)");
        each("gathered_weight = torch.add(gathered_weight, loss_weight)");
        each("if " + step.ends() + ":");
        each("  gradients = torch._foreach_div(gathered, " + LossText.divisor("gathered_weight") + ")");
        step.lines("").forEach(line -> each("  " + line));
        each("  gathered = nothing");
        each("  gathered_weight = torch.zeros_like(one)");
    }

    private void once(String line) {
        text.append("    ").append(line).append('\n');
    }

    private void each(String line) {
        text.append("      ").append(line).append('\n');
    }
}
