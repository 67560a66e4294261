package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foldsync.random.Seed;

/** The parts of the step of a network that is not compiled. */
final class StepwiseStages extends Stages {
    private final StepwiseModel model;

    private StepwiseStages(StepwiseModel model, String text) {
        super(model.manager(), text, model.arrays(), model.rows(), model.recipe());
        this.model = model;
    }

    static StepwiseStages of(StepwiseModel model) {
        StepText step = StepText.of(
                model.recipe(),
                model.arrays().specs().stream()
                        .filter(spec -> spec.role() == ArraySpec.Role.PARAMETER)
                        .toList());
        return new StepwiseStages(
                model,
                StagesText.open(
                        model.recipe(), model.feed(), step, model.arrays().specs()));
    }

    @Override
    int fewestRows() {
        return StepwiseModel.FEWEST_ROWS;
    }

    @Override
    int wordsARow() {
        return model.wordsARow();
    }

    @Override
    NDList forward(TrainingPass pass, int step, NDArray batch, NDArray tally) {
        NDArray h = model.forward(batch, pass.seed().child(step));
        return loss(h, batch, tally);
    }

    @Override
    NDList backward(NDArray batch, NDList forward) {
        return gradients(forward.head());
    }

    @Override
    NDArray features(NDArray batch) {
        return model.features(batch);
    }

    @Override
    NDArray outputs(NDArray x, Seed seed) {
        return model.outputs(x, seed);
    }
}
