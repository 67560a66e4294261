package io.foldsync.nn;

import java.util.List;

/**
 * The statements between the network's last output {@code h} and its gradient, for one model.
 *
 * <p>They leave {@code loss} (the mean of the batch), {@code sum} (what it adds to the epoch's sum) and {@code weight}.
 */
final class LossText {
    private LossText() {}

    /** Statements that compute the loss of {@code h [b, outputs]} and {@code y [b]}. */
    static List<String> value(Loss loss, boolean weighted) {
        return weighted
                // A batch whose weights are all 0 has loss 0 and moves nothing: 0 is divided by the smallest number.
                ? List.of(
                        "w = torch.index_select(weights, 0, batch)",
                        "weight = torch.sum(w)",
                        "sum = torch.sum(torch.mul(w, " + loss.rows() + "))",
                        "loss = torch.div(sum, torch.clamp_min(weight, " + Float.MIN_NORMAL + "))")
                : List.of(
                        "weight = torch.mul(one, b)",
                        "loss = torch.mean(" + loss.rows() + ")",
                        "sum = torch.mul(loss, b)");
    }

    /** Statements that give {@code d_h} as well; without grad mode. */
    static List<String> valueAndGradient(Loss loss, boolean weighted) {
        if (!weighted && loss == Loss.CROSS_ENTROPY) {
            return List.of(
                    "weight = torch.mul(one, b)",
                    "log_p = torch.log_softmax(h, 1)",
                    "loss, total, = torch.nll_loss_forward(log_p, y, None, 1, -100)",
                    "sum = torch.mul(loss, b)",
                    "d_h = torch._log_softmax_backward_data(torch.nll_loss_backward(one, log_p, y, None, 1, -100, total),"
                            + " log_p, 1, 6)");
        }
        return java.util.stream.Stream.of(
                        List.of("torch.set_grad_enabled(True)", "h = torch.requires_grad_(torch.detach(h), True)"),
                        value(loss, weighted),
                        List.of(
                                "d_h = unchecked_cast(Tensor, torch.grad([loss], [h], None, None, False, False)[0])",
                                "torch.set_grad_enabled(False)"))
                .flatMap(List::stream)
                .toList();
    }
}
