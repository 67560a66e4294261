package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One network on one device: live weights, optimizer state, and the program that trains them.
 *
 * <p>Equal recipes, rows and seeds give equal bits, whatever else trains beside: nothing random is shared. Not safe for
 * use by several threads at a time; several models may train in several threads.
 */
public final class Model implements AutoCloseable {
    private static final int EVALUATION_ROWS = 256;

    private final Program program;
    private final ModelRecipe recipe;
    private final Feed feed;
    private final Resident rows;
    private final NDManager manager;
    private final NDManager host;
    private final NativeProgram code;
    private final Staging staging = new Staging();
    private final ModelArrays arrays;
    private final NDArray shift;
    private final NDArray scale;
    private final NDArray thresholds;
    private final NDArray gains;
    private List<NDArray> before = List.of();
    private boolean moved;

    Model(ModelRecipe recipe, Feed feed, Resident rows, Normalizer normalizer, Seed seed) {
        this.program = ProgramCompiler.compile(recipe, feed);
        this.recipe = recipe;
        this.feed = feed;
        this.rows = rows;
        this.manager = NDManager.newBaseManager(rows.features().getDevice(), "PyTorch");
        try {
            this.host = manager.newSubManager(Device.cpu());
            this.code = new NativeProgram(manager, program);
            this.arrays = new ModelArrays(manager, program, seed.child("weights"));
            this.shift = manager.create(normalizer.shift());
            this.scale = manager.create(normalizer.scale());
            this.thresholds = host.create(
                    program.dropouts().stream().mapToInt(DropoutSpec::threshold).toArray());
            this.gains = host.create(
                    program.dropouts().stream().mapToDouble(DropoutSpec::gain).toArray());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Compiles the recipe for these rows and draws weights from {@code seed.child("weights")}.
     *
     * @param table the rows it will train on; must outlive the model
     * @throws FoldSyncException if the recipe does not fit the rows, or the natives do not fit this program
     */
    public static Model create(ModelRecipe recipe, DeviceTable table, Normalizer normalizer, Seed seed) {
        Natives.start();
        Feed feed = Feed.of(table.card(), !normalizer.identity(), table.device());
        return new Model(recipe, feed, Resident.of(table), normalizer, seed);
    }

    /**
     * Begins a pass over rows in the order given.
     *
     * @param order rows of the table
     * @param lr the learning rate of every step
     * @param epochSeed where dropout masks come from
     * @throws FoldSyncException {@code DATA_SPLIT} for too few rows
     */
    public TrainingPass begin(int[] order, double lr, Seed epochSeed) {
        long[] bounds = Batches.bounds(order.length, recipe.batchRows(), program.fewestRows());
        if (!moved) {
            before.forEach(NDArray::close);
            before = arrays.copyParameters();
        }
        return new TrainingPass(this, order, bounds, lr, epochSeed);
    }

    /**
     * A whole {@link #begin pass}.
     *
     * @return not finite if the fold diverged; that is not an error here
     * @throws FoldSyncException {@code DATA_SPLIT} for too few rows, {@code OUT_OF_MEMORY}
     */
    public TrainTally train(int[] order, double lr, Seed epochSeed) {
        TrainingPass pass = begin(order, lr, epochSeed);
        while (!pass.done()) {
            pass.advance();
        }
        return pass.tally();
    }

    /** Steps {@code from} to {@code to - 1} of a pass. */
    TrainTally run(TrainingPass pass, int from, int to) {
        try (NDManager scratch = manager.newSubManager();
                NDManager scratchHost = host.newSubManager()) {
            int[] order = pass.rows(from, to);
            Shape words = new Shape(order.length, program.wordsARow());
            NDList arguments = new NDList(
                    scratchHost.create(pass.bounds(from, to)),
                    staging.longs(scratch, words, into -> pass.words(from, to, into)),
                    thresholds,
                    gains,
                    scratchHost.create(new double[] {pass.lr()}),
                    scratchHost.create(new double[] {recipe.optimizer().weightDecay()}),
                    scratch.create(order),
                    rows.features(),
                    rows.targets(),
                    rows.weights(),
                    shift,
                    scale);
            arguments.addAll(arrays.all());
            double[] sums = code.call("train", true, arguments).toDoubleArray();
            return new TrainTally(sums[0], sums[1], sums[2], sums[3]);
        }
    }

    /** Whether the other trains by the same program on the same table; its numbers may differ. */
    boolean fits(Model other) {
        return rows.features().getUid().equals(other.rows.features().getUid())
                && program.text().equals(other.program.text());
    }

    /** The program of {@code width} models like this one. */
    Program stackedProgram(int width) {
        return ProgramCompiler.stacked(recipe, feed, width);
    }

    Program program() {
        return program;
    }

    ModelArrays arrays() {
        return arrays;
    }

    /** Features, targets and weights. */
    List<NDArray> table() {
        return List.of(rows.features(), rows.targets(), rows.weights());
    }

    NDArray shift() {
        return shift;
    }

    NDArray scale() {
        return scale;
    }

    NDArray thresholds() {
        return thresholds;
    }

    NDArray gains() {
        return gains;
    }

    /** Batches whose gradients make one step; a run of steps may not end between them. */
    int batchesAStep() {
        return recipe.steps().batches();
    }

    double weightDecay() {
        return recipe.optimizer().weightDecay();
    }

    NDManager newManager() {
        return NDManager.newBaseManager(manager.getDevice(), "PyTorch");
    }

    NDManager newHostManager() {
        return host.newSubManager();
    }

    /**
     * Raw outputs (logits for classes) in evaluation mode, {@code [rows, outputs]} row-major. Changes nothing.
     *
     * @param evaluated rows of the table, some 100,000 a call at most
     */
    public float[] outputs(int[] evaluated) {
        if (evaluated.length == 0) {
            return new float[0];
        }
        try (NDManager scratch = manager.newSubManager();
                NDManager scratchHost = host.newSubManager()) {
            NDList arguments = new NDList(
                    scratchHost.create(Batches.bounds(evaluated.length, EVALUATION_ROWS, 1)),
                    scratch.create(evaluated),
                    rows.features(),
                    shift,
                    scale);
            arguments.addAll(arrays.evaluated());
            return code.call("evaluate", false, arguments).toFloatArray();
        }
    }

    /**
     * Parameters, or their averages where the recipe keeps some, and buffers under PyTorch's names, in its shapes and layouts:
     * a {@code state_dict}.
     */
    public SortedMap<String, HostTensor> weights() {
        return arrays.downloadEvaluated();
    }

    /** Names of the parameters in the order of the layers, as PyTorch's {@code named_parameters}. */
    List<String> parameterNames() {
        return program.arrays().stream()
                .filter(spec -> spec.role() == Role.PARAMETER)
                .map(ArraySpec::name)
                .toList();
    }

    /**
     * Parameters, buffers, what the optimizer remembers ({@code optimizer.…}) and averages ({@code average.…}): all that a
     * resumed run needs.
     */
    public SortedMap<String, HostTensor> state() {
        return arrays.downloadAll();
    }

    /**
     * Takes over what {@link #weights} or {@link #state} gave. From weights alone optimizer and averages start anew.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if a name, type or shape is not this network's; the model is
     *     unchanged then
     */
    public void restore(Map<String, HostTensor> weights) {
        arrays.restore(weights);
    }

    @Override
    public void close() {
        code.close();
        manager.close();
    }

    /** A pass that leaves no trace means that the engine dropped the optimizer's part of the program, as it once did. */
    void finished(TrainTally tally, double lr) {
        boolean telling = lr > 0 && tally.weight() > 0 && Double.isFinite(tally.lossSum());
        if (moved || !telling) {
            return;
        }
        if (!arrays.differFrom(before)) {
            throw FoldSyncException.of(
                    ErrorCode.INTERNAL,
                    "the first training pass",
                    "all weights as before",
                    "weights that moved",
                    "Report it with the recipe; the engine's natives may be of another version.");
        }
        moved = true;
        before.forEach(NDArray::close);
        before = List.of();
    }
}
