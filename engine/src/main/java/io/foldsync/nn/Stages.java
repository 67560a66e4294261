package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.List;

/**
 * The parts of a model's training step, called one by one; what they compute is what the model's own pass computes. The
 * model's arrays are worked on where they are. Not safe for use by several threads.
 */
abstract sealed class Stages implements AutoCloseable permits CompiledStages, StepwiseStages {
    final NDManager manager;
    final NDManager host;
    final NativeProgram code;
    final ModelArrays arrays;
    final Resident table;
    final ModelRecipe recipe;
    final List<ArraySpec> learned;

    Stages(NDManager owner, String text, ModelArrays arrays, Resident table, ModelRecipe recipe) {
        this.manager = NDManager.newBaseManager(owner.getDevice(), "PyTorch");
        this.arrays = arrays;
        this.table = table;
        this.recipe = recipe;
        this.learned = arrays.specs().stream()
                .filter(spec -> spec.role() == Role.PARAMETER)
                .toList();
        try {
            this.host = manager.newSubManager(Device.cpu());
            this.code = NativeProgram.open(manager, text);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The rows of the smallest batch. */
    abstract int fewestRows();

    /** Random words that it takes for one row. */
    abstract int wordsARow();

    /**
     * Goes forward.
     *
     * @param batch row numbers {@code [b]}
     * @param tally to which the batch is added
     * @return the loss, its weight, and what {@link #backward} needs
     */
    abstract NDList forward(TrainingPass pass, int step, NDArray batch, NDArray tally);

    /** The gradient of each parameter of what {@link #forward} gave. */
    abstract NDList backward(NDArray batch, NDList forward);

    /** What the network takes for a batch of row numbers, {@code [b, shape…]}. */
    abstract NDArray features(NDArray batch);

    /** The targets of a batch of row numbers. */
    NDArray targets(NDArray batch) {
        return code.call("truth", true, new NDList(batch, table.targets()));
    }

    /** The network's outputs for {@code x [b, shape…]} in training mode, ready for gradients. */
    abstract NDArray outputs(NDArray x, Seed seed);

    /** The loss of outputs for a batch, ready for gradients, and its weight. */
    NDList loss(NDArray h, NDArray batch, NDArray tally) {
        return code.results("loss", true, new NDList(h, batch, table.targets(), table.weights(), tally));
    }

    /** The gradient of each parameter of any loss. */
    NDList gradients(NDArray loss) {
        NDList arguments = new NDList(loss);
        arguments.addAll(arrays.learned());
        return code.results("gradients", true, arguments);
    }

    /** A tally of nothing. */
    NDArray nothing(NDManager owner) {
        return owner.zeros(new Shape(4), DataType.FLOAT64);
    }

    /** Adds gradients and their weight to those gathered. */
    void gather(NDList gathered, NDArray gatheredWeight, NDList gradients, NDArray weight) {
        NDList arguments = new NDList(gatheredWeight, weight);
        arguments.addAll(named("gathered[]", gathered));
        arguments.addAll(named("gradients[]", gradients));
        code.results("gather", false, arguments);
    }

    /** The mean of what was gathered. */
    NDList mean(NDList gathered, NDArray gatheredWeight) {
        NDList arguments = new NDList(gatheredWeight);
        arguments.addAll(named("gathered[]", gathered));
        return code.results("mean", false, arguments);
    }

    /** The gradients times a number. */
    NDList scaled(NDList gradients, double factor) {
        return withNumber("scale", factor, gradients);
    }

    /** The Euclidean norm of all gradients together. */
    double norm(NDList gradients) {
        return withNumber("norm", 1, gradients).head().getFloat();
    }

    private NDList withNumber(String method, double number, NDList gradients) {
        NDArray first = gradients.head();
        NDList arguments = new NDList(first.getManager().create(new double[] {number}));
        arguments.addAll(named("gradients[]", gradients));
        return code.results(method, false, arguments);
    }

    /** Moves the parameters along their gradients, as the recipe says. */
    void step(double lr, NDList gradients) {
        try (NDManager scratch = host.newSubManager()) {
            NDList arguments = new NDList(
                    scratch.create(new double[] {lr}),
                    scratch.create(new double[] {recipe.optimizer().weightDecay()}));
            arguments.addAll(named("gradients[]", gradients));
            arguments.addAll(arrays.stepping(""));
            code.results("step", false, arguments);
        }
    }

    static NDList named(String list, NDList members) {
        members.forEach(member -> member.setName(list));
        return members;
    }

    @Override
    public void close() {
        code.close();
        manager.close();
    }
}
