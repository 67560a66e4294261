package io.foldsync.nn;

import io.foldsync.data.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of {@code train} for one model that fill {@code tally}, the sums of {@link TrainTally} as float64.
 *
 * <p>Where all rows and classes count alike, losses and outputs are kept and summed up once for all batches of the call:
 * summed up batch by batch they took eight operations of a small network's sixty. A batch's sum is a float32 either way, and
 * float64 adds up thousands of those of like size exactly, in any order.
 *
 * @param target what outputs are compared with
 * @param weighted whether rows have weights of their own
 * @param summed whether {@code loss} is a batch's sum instead of its mean
 * @param recorded whether gradients are recorded, of which what is kept must not keep hold
 */
record TallyText(Loss loss, Target target, boolean weighted, boolean summed, boolean recorded) {

    /** Whether the sums of each batch are wanted. */
    boolean everyBatch() {
        return weighted || summed || Loss.weighsClasses(loss);
    }

    List<String> before(String device) {
        List<String> lines = new ArrayList<>();
        lines.add("tally = torch.zeros([4], dtype=7, device=\"" + device + "\")");
        lines.add("loss_sum = tally[0]");
        lines.add("loss_weight_sum = tally[1]");
        lines.add("correct = tally[2]");
        lines.add("weight_sum = tally[3]");
        if (!everyBatch()) {
            lines.add("all_losses = annotate(List[Tensor], [])");
            if (counts()) {
                lines.add("all_outputs = annotate(List[Tensor], [])");
            }
        }
        return lines;
    }

    /** After a batch's loss. */
    List<String> each() {
        List<String> lines = new ArrayList<>();
        if (!everyBatch()) {
            lines.add("torch.append(all_losses, " + kept("loss") + ")");
            if (counts()) {
                lines.add("torch.append(all_outputs, " + kept("h") + ")");
            }
            return lines;
        }
        lines.add("torch.add_(loss_sum, sum)");
        TruthText.right(target, "h", "y")
                .map(hits -> weighted ? "torch.mul(w, " + hits + ")" : hits)
                .ifPresent(hits -> lines.add("torch.add_(correct, torch.sum(" + hits + "))"));
        lines.add("torch.add_(weight_sum, weight)");
        if (Loss.weighsClasses(loss)) {
            lines.add("torch.add_(loss_weight_sum, loss_weight)");
        }
        return lines;
    }

    /** Whether rows can be just right. */
    private boolean counts() {
        return target.kind() != Target.Kind.NUMBERS;
    }

    private String kept(String value) {
        return recorded ? "torch.detach(" + value + ")" : value;
    }

    /** After the last batch. */
    List<String> after() {
        List<String> lines = new ArrayList<>();
        if (!everyBatch()) {
            lines.add("counts = torch.to(torch.diff(bounds), one)");
            lines.add("torch.copy_(loss_sum, torch.sum(torch.mul(torch.stack(all_losses), counts), dtype=7))");
            TruthText.right(target, "torch.cat(all_outputs)", "all_targets")
                    .ifPresent(hits -> lines.add("torch.copy_(correct, torch.sum(" + hits + "))"));
            lines.add("torch.fill_(weight_sum, all_rows)");
        }
        if (!Loss.weighsClasses(loss)) {
            lines.add("torch.copy_(loss_weight_sum, weight_sum)");
        }
        return lines;
    }
}
