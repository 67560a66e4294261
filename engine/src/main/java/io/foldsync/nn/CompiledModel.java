package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;

/** A model whose network is compiled to one program: many steps in one native call, and nothing random shared. */
final class CompiledModel implements Model, TrainingPass.Trainee {
    static final int EVALUATION_ROWS = 256;

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

    CompiledModel(ModelRecipe recipe, Feed feed, Resident rows, Normalizer normalizer, Seed seed) {
        this.program = ProgramCompiler.compile(recipe, feed);
        this.recipe = recipe;
        this.feed = feed;
        this.rows = rows;
        this.manager = NDManager.newBaseManager(rows.features().getDevice(), "PyTorch");
        try {
            this.host = manager.newSubManager(Device.cpu());
            this.code = NativeProgram.open(manager, program.text());
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

    @Override
    public TrainingPass begin(int[] order, DoubleUnaryOperator lr, Seed epochSeed) {
        long[] bounds = Batches.bounds(order.length, recipe.batchRows(), program.fewestRows());
        if (!moved) {
            before.forEach(NDArray::close);
            before = arrays.copyTelling();
        }
        return new TrainingPass(this, order, bounds, lr, epochSeed);
    }

    @Override
    public TrainTally run(TrainingPass pass, int from, int to) {
        try (NDManager scratch = manager.newSubManager();
                NDManager scratchHost = host.newSubManager()) {
            int[] order = pass.rows(from, to);
            Shape words = new Shape(order.length, program.wordsARow());
            NDList arguments = new NDList(
                    scratchHost.create(pass.bounds(from, to)),
                    staging.longs(scratch, words, into -> pass.words(from, to, into)),
                    thresholds,
                    gains,
                    scratchHost.create(pass.lrs(from, to)),
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
    boolean fits(CompiledModel other) {
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

    @Override
    public int batchesAStep() {
        return recipe.steps().batches();
    }

    @Override
    public int wordsARow() {
        return program.wordsARow();
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

    @Override
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

    @Override
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

    @Override
    public SortedMap<String, HostTensor> state() {
        return arrays.downloadAll();
    }

    @Override
    public void restore(Map<String, HostTensor> weights) {
        arrays.restore(weights);
        moved = true; // what was saved has trained before, and may stand still by now
    }

    @Override
    public void close() {
        code.close();
        manager.close();
    }

    /** A pass that leaves no trace means that the engine dropped the optimizer's part of the program, as it once did. */
    @Override
    public void finished(TrainTally tally, double largestLr) {
        boolean telling = largestLr > 0 && tally.weight() > 0 && Double.isFinite(tally.lossSum());
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
