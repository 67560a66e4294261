package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;

/**
 * A model whose network is not compiled: each step gathers a batch, calls the network, and calls a program for loss,
 * gradients and update, which are those of compiled models. One fold's forward pass in training at a time in a process;
 * see {@link GlobalGenerator}.
 */
final class StepwiseModel implements Model, TrainingPass.Trainee {
    private static final int EVALUATION_ROWS = 256;

    /** Who knows whether it has batch norm: a batch of one row might fail. */
    static final int FEWEST_ROWS = 2;

    private final ModelRecipe recipe;
    private final Feed feed;
    private final Resident rows;
    private final NDManager manager;
    private final NDManager host;
    private final LiveNetwork network;
    private final NativeProgram code;
    private final ModelArrays arrays;
    private final NDArray shift;
    private final NDArray scale;

    StepwiseModel(ModelRecipe recipe, Feed feed, Resident rows, Normalizer normalizer, Seed seed) {
        this.recipe = recipe;
        this.feed = feed;
        this.rows = rows;
        this.manager = NDManager.newBaseManager(rows.features().getDevice(), "PyTorch");
        try {
            this.host = manager.newSubManager(Device.cpu());
            this.network = LiveNetwork.open(manager, recipe.architecture(), feed);
            List<LiveNetwork.Owned> owned = network.arrays();
            List<ArraySpec> given = owned.stream().map(LiveNetwork.Owned::spec).toList();
            StepText step = StepText.of(
                    recipe,
                    given.stream().filter(spec -> spec.role() == Role.PARAMETER).toList());
            List<ArraySpec> specs = step.arrays(given);
            this.arrays = new ModelArrays(
                    manager, specs, owned.stream().map(LiveNetwork.Owned::array).toList());
            if (network.drawn()) {
                arrays.draw(seed.child("weights"));
            }
            this.code = NativeProgram.open(manager, BatchText.of(recipe, feed, step, Signature.stepping(specs)));
            this.shift = manager.create(normalizer.shift());
            this.scale = manager.create(normalizer.scale());
            outputs(new int[] {0, 0}); // a network that does not fit the rows says so now
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    ModelRecipe recipe() {
        return recipe;
    }

    Feed feed() {
        return feed;
    }

    Resident rows() {
        return rows;
    }

    NDManager manager() {
        return manager;
    }

    ModelArrays arrays() {
        return arrays;
    }

    @Override
    public TrainingPass begin(int[] order, DoubleUnaryOperator lr, Seed epochSeed) {
        long[] bounds = Batches.bounds(order.length, recipe.batchRows(), FEWEST_ROWS);
        return new TrainingPass(this, order, bounds, lr, epochSeed);
    }

    @Override
    public TrainTally run(TrainingPass pass, int from, int to) {
        try (NDManager scratch = manager.newSubManager();
                NDManager scratchHost = host.newSubManager()) {
            NDArray decay = scratchHost.create(new double[] {recipe.optimizer().weightDecay()});
            NDArray tally = scratch.zeros(new Shape(4), DataType.FLOAT64);
            NDArray weight = scratch.zeros(new Shape());
            List<NDArray> gathered = recipe.steps().gather() ? arrays.zerosLikeParameters(scratch) : List.of();
            gathered.forEach(gradient -> gradient.setName(BatchText.GATHERED + "[]"));
            for (int step = from; step < to; step++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray batch = scratch.create(pass.rows(step, step + 1));
                    NDArray h = forward(batch, pass.seed().child(step));
                    boolean ends = (step - from + 1) % batchesAStep() == 0 || step + 1 == to;
                    NDArray end = scratchHost.create(ends);
                    NDArray lr = scratchHost.create(pass.lrs(step, step + 1));
                    NDList arguments =
                            new NDList(h, batch, rows.targets(), rows.weights(), lr, decay, end, tally, weight);
                    arguments.addAll(arrays.stepping(""));
                    arguments.addAll(gathered);
                    code.call("step", true, arguments);
                }
            }
            double[] sums = tally.toDoubleArray();
            return new TrainTally(sums[0], sums[1], sums[2], sums[3]);
        }
    }

    /** A batch's outputs in training, drawn from {@code seed} where the network draws. */
    NDArray forward(NDArray batch, Seed seed) {
        return GlobalGenerator.seeded(seed, () -> forward(batch, true));
    }

    /** The network's outputs for a batch of row numbers; a graph for gradients hangs on them in training. */
    private NDArray forward(NDArray batch, boolean training) {
        NDArray h = outputs(features(batch), training);
        Shape expected = new Shape(batch.size(), feed.target().outputs());
        if (!h.getShape().equals(expected) || h.getDataType() != DataType.FLOAT32) {
            throw fault("outputs " + h.getDataType() + h.getShape() + " for " + batch.size() + " rows");
        }
        return h;
    }

    /** What the network takes for a batch of row numbers, {@code [b, shape…]}. */
    NDArray features(NDArray batch) {
        return code.call("batch", true, new NDList(batch, rows.features(), shift, scale));
    }

    /** The network's outputs for a batch, drawn from {@code seed} where it draws; ready for gradients. */
    NDArray outputs(NDArray x, Seed seed) {
        return GlobalGenerator.seeded(seed, () -> outputs(x, true));
    }

    private NDArray outputs(NDArray x, boolean training) {
        NDArray h;
        JniUtils.setGradMode(training);
        try {
            h = network.forward(x, training);
        } catch (EngineException e) {
            throw NativeProgram.outOfMemory(e)
                    ? NativeProgram.memoryFault("forward").causedBy(e)
                    : fault(EngineMessage.of(e)).causedBy(e);
        } finally {
            JniUtils.setGradMode(false);
        }
        return h;
    }

    private FoldSyncException fault(String found) {
        return BlockNetwork.fault(
                recipe.architecture(),
                found,
                "a network that makes [b, " + feed.target().outputs() + "] of " + batchShape() + ", in float32");
    }

    private String batchShape() {
        return "[b, " + feed.shape().toString().substring(1);
    }

    @Override
    public int batchesAStep() {
        return recipe.steps().batches();
    }

    @Override
    public int wordsARow() {
        return 0;
    }

    @Override
    public void finished(TrainTally tally, double largestLr) {
        // Nothing to look after: what moved the weights has moved them step by step.
    }

    @Override
    public float[] outputs(int[] evaluated) {
        arrays.exchangeAverages();
        try {
            return evaluate(evaluated);
        } finally {
            arrays.exchangeAverages();
        }
    }

    private float[] evaluate(int[] evaluated) {
        int outputs = feed.target().outputs();
        float[] all = new float[evaluated.length * outputs];
        for (int from = 0; from < evaluated.length; from += EVALUATION_ROWS) {
            int to = Math.min(evaluated.length, from + EVALUATION_ROWS);
            try (NDManager scratch = manager.newSubManager();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray h = forward(scratch.create(Arrays.copyOfRange(evaluated, from, to)), false);
                System.arraycopy(h.toFloatArray(), 0, all, from * outputs, (to - from) * outputs);
            }
        }
        return all;
    }

    @Override
    public SortedMap<String, HostTensor> weights() {
        return arrays.downloadEvaluated();
    }

    @Override
    public SortedMap<String, HostTensor> state() {
        return arrays.downloadAll();
    }

    @Override
    public void restore(Map<String, HostTensor> weights) {
        arrays.restore(weights);
    }

    @Override
    public void close() {
        network.close();
        code.close();
        manager.close();
    }
}
