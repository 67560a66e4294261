package io.foldsync.nn;

import io.foldsync.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements between the network's last output {@code h} and its gradient, for one model.
 *
 * <p>They leave {@code loss} (what the gradient is of), {@code sum} and {@code loss_weight} (what they add to the epoch's
 * sums; their quotient is the batch's mean) and {@code weight} (of the rows).
 *
 * @param target what the loss is taken against
 * @param weighted whether rows have weights of their own
 * @param summed whether {@code loss} is the batch's sum, to be divided later, instead of its mean
 * @param counted whether {@code sum}, {@code loss_weight} and {@code weight} are wanted
 */
record LossText(Loss loss, Target target, boolean weighted, boolean summed, boolean counted) {
    /** A sum of weights that may be divided by: a batch whose weights are all 0 has loss 0 and moves nothing. */
    static String divisor(String weight) {
        return "torch.clamp_min(" + weight + ", " + Float.MIN_NORMAL + ")";
    }

    /** Statements before the first batch: the loss's constants. */
    static List<String> before(Loss loss, String device) {
        return loss.constants().entrySet().stream()
                .map(constant -> constant.getKey() + " = torch.tensor("
                        + constant.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
                        + ", dtype=6, device=\"" + device + "\")")
                .toList();
    }

    /** Statements that compute the loss of {@code h [b, outputs]} and {@code y}. */
    List<String> value() {
        List<String> lines = new ArrayList<>(loss.rows(target));
        if (!counted) {
            lines.add("loss = torch.mean(losses)");
            return lines;
        }
        if (!weighted && !Loss.weighsClasses(loss)) {
            lines.add("weight = torch.mul(one, b)");
            lines.add("loss_weight = weight");
            lines.addAll(
                    summed
                            ? List.of("sum = torch.sum(losses)", "loss = sum")
                            : List.of("loss = torch.mean(losses)", "sum = torch.mul(loss, b)"));
            return lines;
        }
        if (weighted) {
            lines.add("w = torch.index_select(weights, 0, batch)");
            lines.add("weight = torch.sum(w)");
            lines.add("sum = torch.sum(torch.mul(w, losses))");
        } else {
            lines.add("weight = torch.mul(one, b)");
            lines.add("sum = torch.sum(losses)");
        }
        lines.add("loss_weight = " + (Loss.weighsClasses(loss) ? "torch.sum(" + classWeights() + ")" : "weight"));
        lines.add("loss = " + (summed ? "sum" : "torch.div(sum, " + divisor("loss_weight") + ")"));
        return lines;
    }

    /** What each row counts for in the mean, {@code [n]}, given its own weight {@code w} if rows have weights. */
    String classWeights() {
        String ofClass = "torch.index_select(class_weights, 0, y)";
        return weighted ? "torch.mul(w, " + ofClass + ")" : ofClass;
    }

    /** Statements that give {@code d_h} as well; without grad mode. */
    List<String> valueAndGradient() {
        if (!weighted && loss.equals(Loss.CROSS_ENTROPY)) {
            return plainCrossEntropy();
        }
        List<String> lines = new ArrayList<>();
        lines.add("torch.set_grad_enabled(True)");
        lines.add("h = torch.requires_grad_(torch.detach(h), True)");
        lines.addAll(value());
        lines.add("d_h = unchecked_cast(Tensor, torch.grad([loss], [h], None, None, False, False)[0])");
        lines.add("torch.set_grad_enabled(False)");
        return lines;
    }

    private List<String> plainCrossEntropy() {
        int reduction = summed ? 2 : 1;
        List<String> lines = new ArrayList<>();
        lines.add("log_p = torch.log_softmax(h, 1)");
        lines.add("loss, total, = torch.nll_loss_forward(log_p, y, None, " + reduction + ", -100)");
        lines.add("d_h = torch._log_softmax_backward_data(torch.nll_loss_backward(one, log_p, y, None, " + reduction
                + ", -100, total), log_p, 1, 6)");
        if (counted) {
            lines.add("weight = torch.mul(one, b)");
            lines.add("loss_weight = weight");
            lines.add("sum = " + (summed ? "loss" : "torch.mul(loss, b)"));
        }
        return lines;
    }
}
