package io.foldsync.examples;

import ai.djl.ndarray.NDArray;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchTensors;
import io.foldsync.nn.TrainStep;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A meta-learning step: every batch is a task; the network learns it by some steps of its optimizer, and of the way it went the
 * weights keep a share. Source: Nichol et al. 2018, "On first-order meta-learning algorithms", algorithm 1.
 *
 * @param steps on each task
 * @param share of the way that is kept, in {@code (0, 1]}
 */
record Reptile(int steps, double share) implements TrainStep {

    @Override
    public void train(Batch task) {
        BatchTensors tensors = task.tensors();
        Map<String, NDArray> before = new LinkedHashMap<>();
        tensors.parameters().forEach((name, weights) -> before.put(name, weights.duplicate()));
        for (int step = 0; step < steps; step++) {
            task.forward();
            task.backward();
            task.step();
        }
        before.forEach((name, start) -> {
            NDArray end = tensors.parameters().get(name);
            tensors.assign(name, start.add(end.sub(start).mul(share)));
        });
    }
}
