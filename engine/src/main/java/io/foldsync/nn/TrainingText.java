package io.foldsync.nn;

import java.util.List;

/** The text of {@code train} for one model: names for the arrays, masks for the run, then one loop over batches. */
final class TrainingText {
    private final StringBuilder text = new StringBuilder();
    private final ModelRecipe recipe;
    private final Feed feed;
    private final Sheet network;
    private final StepText step;

    private TrainingText(ModelRecipe recipe, Feed feed, Sheet network) {
        this.recipe = recipe;
        this.feed = feed;
        this.network = network;
        this.step = StepText.of(recipe, network.parameters());
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
        once("rate = float(lr)"); // numbers and bounds stay in host memory: reading them waits for no device
        once("decay = float(weight_decay)");
        once("tally = torch.zeros([4], dtype=7, device=\"" + feed.device() + "\")");
        once("loss_sum = tally[0]");
        once("loss_weight_sum = tally[1]");
        once("correct = tally[2]");
        once("weight_sum = tally[3]");
        once("one = torch.ones([], dtype=6, device=\"" + feed.device() + "\")");
        LossText.before(recipe.loss(), feed.device()).forEach(this::once);
        step.before("").forEach(this::once);
        MaskText.of(network, AugmentationText.words(recipe.augmentation())).forEach(this::once);
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
        LossText loss =
                new LossText(recipe.loss(), feed.weighted(), recipe.steps().gather());
        once("torch.set_grad_enabled(" + (own ? "False" : "True") + ")");
        once("for i in range(torch.size(bounds, 0) - 1):");
        each("start = int(bounds[i])");
        each("end = int(bounds[i + 1])");
        each("batch = torch.slice(rows, 0, start, end)");
        each("b = end - start");
        network.lines.forEach(this::each);
        each("h = " + last);
        each("y = torch.index_select(targets, 0, batch)");
        if (own) {
            loss.valueAndGradient().forEach(this::each);
            if (scalesLoss()) {
                each("d_h = torch.mul(d_h, " + LossScale.name("") + ")");
            }
            each(Gradients.gradient(last.variable()) + " = d_h");
            Gradients.of(network, last).forEach(this::each);
        } else {
            loss.value().forEach(this::each);
            if (scalesLoss()) {
                each("loss = torch.mul(loss, " + LossScale.name("") + ")");
            }
            automatic();
        }
        tally();
        step();
        if (!own) {
            each("torch.set_grad_enabled(True)");
        }
        if (!Loss.weighsClasses(recipe.loss())) {
            once("torch.copy_(loss_weight_sum, weight_sum)");
        }
        once("return tally");
    }

    private boolean scalesLoss() {
        return recipe.steps().precision().scalesLoss();
    }

    private void automatic() {
        each("gradients = annotate(List[Tensor], [])");
        each("for gradient in torch.grad([loss], learned, None, None, False, False):");
        each("  torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))");
        each("torch.set_grad_enabled(False)");
    }

    private void tally() {
        each("torch.add_(loss_sum, sum)");
        if (recipe.loss().ofClasses()) {
            String hits = "torch.eq(torch.argmax(h, 1), y)";
            each("torch.add_(correct, torch.sum(" + (feed.weighted() ? "torch.mul(w, " + hits + ")" : hits) + "))");
        }
        each("torch.add_(weight_sum, weight)");
        if (Loss.weighsClasses(recipe.loss())) {
            each("torch.add_(loss_weight_sum, loss_weight)");
        }
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
