package io.foldsync.nn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text of {@code train} for w models of one shape: every batch is w batches side by side, all of {@code b} rows. Rows
 * are {@code [w, n]}, shift and scale {@code [w, 1, d]}, and the tally {@code [w, 4]}.
 */
final class StackedText {
    private final StringBuilder text = new StringBuilder();
    private final ModelRecipe recipe;
    private final Feed feed;
    private final Sheet network;
    private final StepText step;
    private final String models;

    private StackedText(ModelRecipe recipe, Feed feed, Sheet network) {
        this.recipe = recipe;
        this.feed = feed;
        this.network = network;
        this.step = StepText.of(recipe, network.parameters());
        this.models = "[" + network.width + ", b]";
    }

    static String of(ModelRecipe recipe, Feed feed, Sheet network, Signal last, List<ArraySpec> arrays) {
        StackedText stacked = new StackedText(recipe, feed, network);
        stacked.prologue(arrays);
        stacked.loop(last);
        return stacked.text.toString();
    }

    private void prologue(List<ArraySpec> arrays) {
        text.append(Signature.stacked(arrays, network.width));
        Signature.names(Signature.network(arrays)).forEach(this::once);
        for (int m = 0; m < network.width; m++) {
            once("decay" + Signature.of(m) + " = float(weight_decay[" + m + "])");
            step.before(Signature.of(m)).forEach(this::once);
        }
        once("tally = torch.zeros([" + network.width + ", 4], dtype=7, device=\"" + feed.device() + "\")");
        once("loss_sum = torch.select(tally, 1, 0)");
        once("loss_weight_sum = torch.select(tally, 1, 1)");
        once("correct = torch.select(tally, 1, 2)");
        once("weight_sum = torch.select(tally, 1, 3)");
        LossText.before(recipe.loss(), feed.device()).forEach(this::once);
        MaskText.of(network, AugmentationText.words(recipe.augmentation())).forEach(this::once);
        once("learned = " + step.learned());
        if (recipe.steps().gather()) {
            once("nothing = " + step.zeros());
            once("gathered = nothing");
            once("no_weight = torch.zeros([" + network.width + "], dtype=6, device=\"" + feed.device() + "\")");
            once("gathered_weight = no_weight");
        }
    }

    private void loop(Signal last) {
        once("for i in range(torch.size(bounds, 0) - 1):");
        each("start = int(bounds[i])");
        each("end = int(bounds[i + 1])");
        for (int m = 0; m < network.width; m++) {
            each("rate" + Signature.of(m) + " = float(lr[i * " + network.width + " + " + m + "])");
        }
        each("b = end - start");
        each("batch = torch.flatten(torch.slice(rows, 1, start, end))");
        each("torch.set_grad_enabled(True)");
        network.lines.forEach(this::each);
        each("h = torch.reshape(" + last + ", [-1, " + network.outputs + "])");
        each("y = " + TruthText.of(feed.target(), "batch"));
        loss();
        each("gradients = annotate(List[Tensor], [])");
        each("for gradient in torch.grad([loss], learned, None, None, False, False):");
        each("  torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, gradient)))");
        each("torch.set_grad_enabled(False)");
        tally();
        steps();
        if (!Loss.weighsClasses(recipe.loss())) {
            once("torch.copy_(loss_weight_sum, weight_sum)");
        }
        once("return tally");
    }

    /** The sum of the models' losses, so that each model's gradient is that of its own; sums and weights are {@code [w]}. */
    private void loss() {
        LossText loss = new LossText(
                recipe.loss(), feed.target(), feed.weighted(), recipe.steps().gather(), true);
        boolean unequal = feed.weighted() || Loss.weighsClasses(recipe.loss());
        recipe.loss().rows(feed.target()).forEach(this::each);
        if (feed.weighted()) {
            each("w = torch.index_select(weights, 0, batch)");
            each("weight = torch.sum(torch.view(w, " + models + "), [1])");
            each("losses = torch.mul(w, losses)");
        }
        each("sum = torch.sum(torch.view(losses, " + models + "), [1])");
        String scaled = scaled();
        if (Loss.weighsClasses(recipe.loss())) {
            each("loss_weight = torch.sum(torch.view(" + loss.classWeights() + ", " + models + "), [1])");
        } else if (feed.weighted()) {
            each("loss_weight = weight");
        }
        if (loss.summed()) {
            each("loss = torch.sum(" + scaled + ")");
            each("gathered_weight = torch.add(gathered_weight, " + (unequal ? "loss_weight" : "b") + ")");
        } else {
            each("loss = "
                    + (unequal
                            ? "torch.sum(torch.div(" + scaled + ", " + LossText.divisor("loss_weight") + "))"
                            : "torch.div(torch.sum(" + scaled + "), b)"));
        }
    }

    /** The models' sums, each times its own scale where losses are scaled. */
    private String scaled() {
        if (!recipe.steps().precision().scalesLoss()) {
            return "sum";
        }
        String scales = IntStream.range(0, network.width)
                .mapToObj(model -> LossScale.name(Signature.of(model)))
                .collect(Collectors.joining(", ", "[", "]"));
        return "torch.mul(sum, torch.stack(" + scales + "))";
    }

    private void tally() {
        each("torch.add_(loss_sum, sum)");
        TruthText.right(feed.target(), "h", "y")
                .map(hits -> "torch.view(" + hits + ", " + models + ")")
                .map(hits -> feed.weighted() ? "torch.mul(torch.view(w, " + models + "), " + hits + ")" : hits)
                .ifPresent(hits -> each("torch.add_(correct, torch.sum(" + hits + ", [1]))"));
        each(feed.weighted() ? "torch.add_(weight_sum, weight)" : "torch.add_(weight_sum, b)");
        if (Loss.weighsClasses(recipe.loss())) {
            each("torch.add_(loss_weight_sum, loss_weight)");
        }
    }

    private void steps() {
        if (!recipe.steps().gather()) {
            for (int model = 0; model < network.width; model++) {
                step(model, "gradients", "");
            }
            return;
        }
        each("gathered = torch._foreach_add(gathered, gradients)");
        each("if " + step.ends() + ":");
        for (int model = 0; model < network.width; model++) {
            step(model, "gathered", "  ");
        }
        each("  gathered = nothing");
        each("  gathered_weight = no_weight");
    }

    /** Each model steps by itself, on its own views of the arrays: its learning rate and its decay are its own. */
    private void step(int model, String of, String indent) {
        String gradients = "gradients" + Signature.of(model);
        each(indent + gradients + " = annotate(List[Tensor], [])");
        each(indent + "for gradient in " + of + ":");
        each(indent + "  torch.append(" + gradients + ", torch.select(gradient, 0, " + model + "))");
        if (recipe.steps().gather()) {
            String weight = LossText.divisor("torch.select(gathered_weight, 0, " + model + ")");
            each(indent + gradients + " = torch._foreach_div(" + gradients + ", " + weight + ")");
        }
        step.lines(Signature.of(model)).forEach(line -> each(indent + line));
    }

    private void once(String line) {
        text.append("    ").append(line).append('\n');
    }

    private void each(String line) {
        text.append("      ").append(line).append('\n');
    }
}
