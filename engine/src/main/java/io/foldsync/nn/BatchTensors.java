package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A batch and its network as arrays of DJL's, for steps that need more than {@link Batch} offers: parts of sequences, losses
 * of one's own, weights that go and come back. Arrays made in a step are let go of when it returns.
 */
public final class BatchTensors {
    private final LiveBatch batch;
    private final Stages stages;
    private final WaitingGradients waiting;
    private final NDArray rows;
    private boolean recording;
    private int calls;

    BatchTensors(LiveBatch batch, Stages stages, WaitingGradients waiting, NDArray rows) {
        this.batch = batch;
        this.stages = stages;
        this.waiting = waiting;
        this.rows = rows;
    }

    /** What the network takes: {@code [b, shape…]}, normalised. */
    public NDArray features() {
        return kept(() -> stages.features(rows));
    }

    /** The batch's targets {@code [b]}: {@code INT64} class codes, or {@code FLOAT32} numbers. */
    public NDArray targets() {
        return kept(() -> stages.targets(rows));
    }

    /** The parameters by PyTorch's names, in the order of the layers: the arrays that train, not copies. */
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> named = new LinkedHashMap<>();
        List<NDArray> arrays = stages.arrays.learned();
        for (int i = 0; i < arrays.size(); i++) {
            named.put(stages.learned.get(i).name(), arrays.get(i));
        }
        return named;
    }

    /** The network's outputs {@code [b, outputs]} for {@code x [b, shape…]}, in training mode, ready for gradients. */
    public NDArray outputs(NDArray x) {
        return kept(() -> stages.outputs(x, batch.seed().child("outputs").child(calls++)));
    }

    /** The recipe's loss of outputs for this batch, a number, ready for gradients; the first is the one that is reported. */
    public NDArray loss(NDArray outputs) {
        return kept(() -> {
            NDList loss = batch.loss(outputs);
            JniUtils.setGradMode(true); // where several batches make a step, the program gives the sum over rows
            return stages.recipe.steps().gather() ? loss.get(0).div(loss.get(1)) : loss.get(0);
        });
    }

    /** What {@code work} computes, in such a way that gradients can go back through it. */
    public <T> T recorded(Supplier<T> work) {
        recording = true;
        JniUtils.setGradMode(true);
        try {
            return work.get();
        } finally {
            recording = false;
            JniUtils.setGradMode(false);
        }
    }

    /**
     * Goes back from any loss: as {@link Batch#backward}, which goes back from the batch's own. Where several batches make
     * a step, each counts alike.
     */
    public void backward(NDArray loss) {
        kept(() -> {
            batch.backward(loss);
            return loss;
        });
    }

    /** The gradients that wait, by parameter. */
    public Map<String, NDArray> gradients() {
        Map<String, NDArray> named = new LinkedHashMap<>();
        NDList mean = waiting.mean();
        for (int i = 0; i < mean.size(); i++) {
            named.put(stages.learned.get(i).name(), mean.get(i));
        }
        return named;
    }

    /**
     * Puts a value into a parameter.
     *
     * @param name one of {@link #parameters}
     */
    public void assign(String name, NDArray value) {
        NDArray parameter = parameters().get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(
                    "no parameter " + name + " among " + parameters().keySet());
        }
        parameter.setRequiresGradient(false);
        value.copyTo(parameter);
        parameter.setRequiresGradient(true);
    }

    /** A native call leaves the thread not recording. */
    private <T> T kept(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            JniUtils.setGradMode(recording);
        }
    }
}
