package io.foldsync.policy;

import io.foldsync.history.History;
import java.util.List;

/**
 * A learning rate that is multiplied at certain epochs: {@code lr · factor^(milestones passed)}. As PyTorch's
 * {@code MultiStepLR}.
 *
 * @param milestones the epochs from which it is multiplied once more, ascending, at least one
 * @param factor above 0
 */
public record MultiStepLr(double lr, List<Integer> milestones, double factor) implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public MultiStepLr {
        milestones = List.copyOf(milestones);
        new Check("training.schedule.multiStep")
                .above0("lr", lr)
                .that(ascend(milestones), "milestones", milestones, "epochs from 1 on, ascending")
                .above0("factor", factor)
                .done();
    }

    /** Whether epochs ascend from 1 on, and there are some. */
    static boolean ascend(List<Integer> epochs) {
        boolean ascend = !epochs.isEmpty() && epochs.get(0) >= 1;
        for (int i = 1; i < epochs.size(); i++) {
            ascend &= epochs.get(i) > epochs.get(i - 1);
        }
        return ascend;
    }

    @Override
    public double lr(int epoch, History history) {
        double passed = (double)
                milestones.stream().filter(milestone -> milestone <= epoch).count();
        return lr * StrictMath.pow(factor, passed);
    }
}
