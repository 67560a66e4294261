package io.foldsync.nn;

import io.foldsync.data.Target;
import io.foldsync.metric.Dice;
import io.foldsync.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * {@code l = 1 - (2 p_t + smooth) / (sum over c of p_c² + 1 + smooth)} with {@code p = softmax(outputs)} and {@code t} the
 * row's class: one minus the Dice coefficient of the row's probabilities and its one-hot target, whose squares sum to 1.
 * Source: Milletari et al. 2016, "V-Net", section 3, over the classes of a row instead of the voxels of a volume.
 *
 * @param smooth added above and below the fraction, at least 0
 */
public record DiceLoss(double smooth) implements Loss {

    public DiceLoss {
        Sizes.notNegative("DiceLoss.smooth", smooth);
    }

    @Override
    public String label() {
        return "dice";
    }

    @Override
    public boolean isFor(Target.Kind kind) {
        return kind == Target.Kind.CLASSES;
    }

    @Override
    public Metric metric() {
        return new Dice(smooth);
    }

    @Override
    public String describe() {
        return label() + ", smooth " + smooth;
    }

    @Override
    public Map<String, List<Double>> constants() {
        return Map.of();
    }

    @Override
    public List<String> rows(Target target) {
        return List.of(
                "p = torch.softmax(h, 1)",
                "hit = torch.squeeze(torch.gather(p, 1, torch.unsqueeze(y, 1)), 1)",
                "above = torch.add(torch.mul(hit, 2.), " + smooth + ")",
                "below = torch.add(torch.sum(torch.mul(p, p), [1]), " + (1 + smooth) + ")",
                "losses = torch.rsub(torch.div(above, below), 1)");
    }
}
