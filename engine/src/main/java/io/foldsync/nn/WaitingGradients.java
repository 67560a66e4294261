package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/**
 * The gradients that wait for a step of the optimizer: of one batch, or gathered over several, each in the order of the
 * parameters. They outlive the batch whose they are.
 */
final class WaitingGradients {
    private final Stages stages;
    private final NDManager owner;
    private final boolean gather;
    private NDList sum = new NDList();
    private NDArray weight;

    /** @param owner lives as long as gradients may wait */
    WaitingGradients(Stages stages, NDManager owner) {
        this.stages = stages;
        this.owner = owner;
        this.gather = stages.recipe.steps().gather();
        this.weight = owner.zeros(new Shape());
    }

    boolean none() {
        return sum.isEmpty();
    }

    /** @param of the weight of the batch's rows */
    void add(NDList gradients, NDArray of) {
        if (none() && !gather) {
            keep(gradients);
            return;
        }
        if (none()) {
            keep(new NDList(stages.arrays.zerosLikeParameters(owner)));
        }
        of.setName(null); // it may have been a member of a list
        stages.gather(sum, weight, gradients, of);
    }

    void scale(double factor) {
        replace(stages.scaled(sum, factor));
    }

    /** Others in their place. */
    void replace(NDList gradients) {
        sum.close();
        keep(gradients);
    }

    private void keep(NDList gradients) {
        NDScope.unregister(gradients);
        gradients.attach(owner);
        sum = gradients;
    }

    /** What the optimizer gets: the mean over rows. */
    NDList mean() {
        return gather ? stages.mean(sum, weight) : sum;
    }

    void drop() {
        sum.close();
        sum = new NDList();
        weight.close();
        weight = owner.zeros(new Shape());
        NDScope.unregister(weight);
    }
}
