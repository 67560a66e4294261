package io.foldsync.nn;

import java.util.List;

/** The text of {@code train}: names for the arrays, then one loop over batches. */
final class TrainingText {
    private final StringBuilder text = new StringBuilder();

    private TrainingText() {}

    static String of(ModelRecipe recipe, Feed feed, Sheet network, List<ArraySpec> arrays) {
        TrainingText training = new TrainingText();
        training.prologue(feed, network, arrays);
        training.loop(recipe, feed, network);
        return training.text.toString();
    }

    private void prologue(Feed feed, Sheet network, List<ArraySpec> arrays) {
        List<String> tensors =
                List.of("bounds", "seeds", "lr", "rows", "features", "targets", "weights", "shift", "scale");
        text.append(Signature.method("train", tensors, arrays));
        Signature.names(arrays).forEach(this::once);
        once("rate = float(lr)"); // lr, seeds and bounds stay in host memory: reading them waits for no device
        once("tally = torch.zeros([3], dtype=7, device=\"" + feed.device() + "\")");
        once("loss_sum = tally[0]");
        once("correct = tally[1]");
        once("weight_sum = tally[2]");
        if (network.random) {
            once("generator = torch.Generator(device=\"" + feed.device() + "\", seed=0)");
        }
    }

    private void loop(ModelRecipe recipe, Feed feed, Sheet network) {
        once("for i in range(torch.size(bounds, 0) - 1):");
        if (network.random) {
            each("torch.manual_seed(generator, int(seeds[i]))");
        }
        each("batch = torch.slice(rows, 0, int(bounds[i]), int(bounds[i + 1]))");
        each("b = torch.size(batch, 0)");
        each("torch.set_grad_enabled(True)");
        network.lines.forEach(this::each);
        each("y = torch.index_select(targets, 0, batch)");
        if (feed.weighted()) {
            weightedLoss(recipe.loss());
        } else {
            meanLoss(recipe.loss());
        }
        each("gradients = annotate(List[Tensor], [])");
        each("for gradient in torch.grad([loss], parameters, None, None, False, False):");
        each("  torch.append(gradients, unchecked_cast(Tensor, gradient))");
        each("torch.set_grad_enabled(False)");
        each("torch.add_(loss_sum, " + (feed.weighted() ? "sum" : "loss, alpha=b") + ")");
        if (recipe.loss() == Loss.CROSS_ENTROPY) {
            String hits = "torch.eq(torch.argmax(h, 1), y)";
            each("torch.add_(correct, torch.sum(" + (feed.weighted() ? "torch.mul(w, " + hits + ")" : hits) + "))");
        }
        each("torch.add_(weight_sum, weight)");
        Update.step(recipe.optimizer(), network.parameters().size()).forEach(this::each);
        once("return tally");
    }

    private void meanLoss(Loss loss) {
        each("loss = " + expression(loss, 1));
        each("weight = b");
    }

    /** A batch whose weights are all 0 has loss 0 and moves nothing by itself: 0 is divided by the smallest number. */
    private void weightedLoss(Loss loss) {
        each("w = torch.index_select(weights, 0, batch)");
        each("weight = torch.sum(w)");
        each("sum = torch.sum(torch.mul(w, " + expression(loss, 0) + "))");
        each("loss = torch.div(sum, torch.clamp_min(weight, " + Float.MIN_NORMAL + "))");
    }

    /** @param reduction 0 for a loss a row, 1 for the mean */
    private static String expression(Loss loss, int reduction) {
        return switch (loss) {
            case CROSS_ENTROPY -> "torch.cross_entropy_loss(h, y, None, " + reduction + ", -100, 0.)";
            case MEAN_SQUARED_ERROR -> "torch.mse_loss(torch.flatten(h), y, " + reduction + ")";
        };
    }

    private void once(String line) {
        text.append("    ").append(line).append('\n');
    }

    private void each(String line) {
        text.append("      ").append(line).append('\n');
    }
}
