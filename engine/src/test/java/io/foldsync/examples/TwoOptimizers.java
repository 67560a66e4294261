package io.foldsync.examples;

import ai.djl.ndarray.NDArray;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchTensors;
import io.foldsync.nn.TrainStep;
import java.util.Map;

/**
 * Optimization by hand: the last layer descends in every batch, the others at a rate of their own in every n-th. Both are
 * optimizers without a memory, so that a fold can be had again from its seed.
 *
 * @param head how the names of the last layer's parameters begin
 * @param share of the learning rate that the others descend at
 * @param every n
 */
record TwoOptimizers(String head, double share, int every) implements TrainStep {

    @Override
    public void train(Batch batch) {
        batch.forward();
        batch.backward();
        BatchTensors tensors = batch.tensors();
        Map<String, NDArray> gradients = tensors.gradients();
        tensors.parameters().forEach((name, parameter) -> {
            NDArray gradient = gradients.get(name);
            if (name.startsWith(head)) {
                tensors.assign(name, parameter.sub(gradient.mul(batch.lr())));
            } else if (batch.index() % every == 0) {
                tensors.assign(name, parameter.sub(gradient.mul(batch.lr() * share)));
            }
        });
        batch.skip();
    }
}
