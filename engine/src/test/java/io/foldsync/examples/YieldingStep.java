package io.foldsync.examples;

import ai.djl.ndarray.NDArray;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchTensors;
import io.foldsync.nn.TrainStep;
import java.util.Iterator;

/** A step that hands out one loss after another; after each the weights move, and the step goes on where it was. */
interface YieldingStep extends TrainStep {

    /** The losses of one batch, each made when it is asked for and so with the weights as they are by then. */
    Iterator<NDArray> losses(BatchTensors batch);

    @Override
    default void train(Batch batch) {
        BatchTensors tensors = batch.tensors();
        Iterator<NDArray> losses = losses(tensors);
        while (losses.hasNext()) {
            tensors.backward(losses.next());
            batch.step();
        }
    }

    /** First the task's loss; then what was computed for it draws the moved network back a little. */
    record StayClose(float weight) implements YieldingStep {

        @Override
        public Iterator<NDArray> losses(BatchTensors batch) {
            NDArray x = batch.features();
            return new Iterator<>() {
                private NDArray before = x; // of no use until the first loss has been made
                private int made;

                @Override
                public boolean hasNext() {
                    return made < 2;
                }

                @Override
                public NDArray next() {
                    NDArray outputs = batch.outputs(x);
                    if (made++ == 0) {
                        before = outputs.stopGradient();
                        return batch.loss(outputs);
                    }
                    return batch.recorded(
                            () -> outputs.sub(before).square().mean().mul(weight));
                }
            };
        }
    }
}
