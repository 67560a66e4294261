package io.foldsync.nn;

import java.util.List;

/**
 * One {@link TrainingPass} of each of w models, side by side, in slices. Batches that are not equally large in every model,
 * as the last may be, are trained model by model.
 */
public final class JointPass {
    private final JointModels models;
    private final List<TrainingPass> passes;
    private final int together;
    private int step;

    JointPass(JointModels models, List<TrainingPass> passes) {
        this.models = models;
        this.passes = List.copyOf(passes);
        this.together = together(passes);
    }

    /** The steps whose batches are equally large in every model, without the beginning of a step of the optimizer. */
    private static int together(List<TrainingPass> passes) {
        int alike = passes.stream()
                .mapToInt(pass -> pass.stepsLike(passes.get(0)))
                .min()
                .orElseThrow();
        boolean all = passes.stream().allMatch(pass -> pass.stepsLeft() == alike);
        return all ? alike : alike - alike % passes.get(0).batchesAStep();
    }

    /** Training steps that are left, over all models. */
    public int stepsLeft() {
        return passes.stream().mapToInt(TrainingPass::stepsLeft).sum();
    }

    /** Whether every model has been trained on every row. */
    public boolean done() {
        return stepsLeft() == 0;
    }

    /** Trains the next run of steps of all models, or what is left of one of them. */
    public void advance() {
        if (step < together) {
            int next =
                    Math.min(together, step + TrainingPass.runOf(passes.get(0).batchesAStep()));
            List<TrainTally> sums = models.run(passes, step, next);
            for (int m = 0; m < passes.size(); m++) {
                passes.get(m).took(next, sums.get(m));
            }
            step = next;
        } else {
            passes.stream().filter(pass -> !pass.done()).findFirst().ifPresent(TrainingPass::advance);
        }
    }

    /** What the steps so far summed up, model by model. */
    public List<TrainTally> tallies() {
        return passes.stream().map(TrainingPass::tally).toList();
    }
}
