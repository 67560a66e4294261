package io.foldsync.examples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchTensors;
import io.foldsync.nn.TrainStep;
import java.util.Map;

/**
 * Back-propagation through time, truncated: a sequence is cut into pieces, each predicts the row's class from the state after
 * it, and no gradient goes back into the piece before. For a network of {@code Gru.of(hidden)} and a linear layer, whose
 * formulas are written out here; it is evaluated as compiled.
 *
 * @param length positions in a piece
 */
record TruncatedBackpropagation(int length) implements TrainStep {

    @Override
    public void train(Batch batch) {
        BatchTensors tensors = batch.tensors();
        NDArray x = tensors.features();
        Map<String, NDArray> weights = tensors.parameters();
        int positions = (int) x.getShape().get(1);
        long hidden = weights.get("0.weight_hh_l0").getShape().get(1);
        NDArray state = x.getManager().zeros(new Shape(batch.rows(), hidden));
        for (int from = 0; from < positions; from += length) {
            NDArray start = state.stopGradient();
            int first = from;
            int end = Math.min(positions, from + length);
            NDArray after = tensors.recorded(() -> {
                NDArray h = start;
                for (int position = first; position < end; position++) {
                    h = cell(x.get(":, " + position), h, weights);
                }
                return h;
            });
            NDArray outputs = tensors.recorded(() -> linear(after, weights, "1.weight", "1.bias"));
            tensors.backward(tensors.loss(outputs));
            batch.step();
            state = after;
        }
    }

    /** One position of a gated recurrent unit; see {@link io.foldsync.nn.Gru}. */
    private static NDArray cell(NDArray x, NDArray h, Map<String, NDArray> weights) {
        NDList given = linear(x, weights, "0.weight_ih_l0", "0.bias_ih_l0").split(3, 1);
        NDList kept = linear(h, weights, "0.weight_hh_l0", "0.bias_hh_l0").split(3, 1);
        NDArray reset = Activation.sigmoid(given.get(0).add(kept.get(0)));
        NDArray update = Activation.sigmoid(given.get(1).add(kept.get(1)));
        NDArray fresh = Activation.tanh(given.get(2).add(reset.mul(kept.get(2))));
        return fresh.sub(update.mul(fresh)).add(update.mul(h));
    }

    private static NDArray linear(NDArray x, Map<String, NDArray> weights, String matrix, String bias) {
        return x.matMul(weights.get(matrix).transpose()).add(weights.get(bias));
    }
}
