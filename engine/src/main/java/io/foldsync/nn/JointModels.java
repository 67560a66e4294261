package io.foldsync.nn;

import static java.util.stream.Collectors.toCollection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Models of one shape that train side by side in one program of width w: the folds of a cross-validation, or folds times
 * trials that differ in learning rate, weight decay and dropout only.
 *
 * <p>Worth it on a device that waits for launches; on a CPU core models train faster one by one. What each model learns is
 * what it would learn alone, to rounding. The models stay whole models and may be read, saved and trained alone between
 * passes. Not safe for use by several threads.
 */
public final class JointModels implements AutoCloseable {
    private final List<CompiledModel> models;
    private final NativeProgram code;
    private final NDManager manager;
    private final Staging staging = new Staging();
    private final List<NDArray> arrays;
    private final NDArray thresholds;
    private final NDArray gains;
    private final NDArray shift;
    private final NDArray scale;

    private JointModels(List<CompiledModel> models) {
        this.models = List.copyOf(models);
        CompiledModel first = models.get(0);
        this.manager = first.newManager();
        try {
            this.code = NativeProgram.open(
                    manager, first.stackedProgram(models.size()).text());
            this.arrays = ModelArrays.stack(
                    manager, models.stream().map(CompiledModel::arrays).toList());
            this.shift = side(models.stream().map(CompiledModel::shift).toList());
            this.scale = side(models.stream().map(CompiledModel::scale).toList());
            this.thresholds =
                    side(models.stream().map(CompiledModel::thresholds).toList());
            this.gains = side(models.stream().map(CompiledModel::gains).toList());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Puts models side by side.
     *
     * @param models at least two, on one table; {@link #fit} must hold. They remain the caller's to close, and usable when
     *     this object is closed
     */
    public static JointModels of(List<Model> models) {
        if (!fit(models)) {
            throw new IllegalArgumentException("models of different programs or tables cannot be put side by side");
        }
        return new JointModels(compiled(models));
    }

    /** Whether models can be put side by side: one table, one compiled program, and more than one of them. */
    public static boolean fit(List<Model> models) {
        List<CompiledModel> compiled = compiled(models);
        return models.size() > 1
                && compiled.size() == models.size()
                && compiled.stream().allMatch(compiled.get(0)::fits);
    }

    private static List<CompiledModel> compiled(List<Model> models) {
        return models.stream()
                .filter(CompiledModel.class::isInstance)
                .map(CompiledModel.class::cast)
                .toList();
    }

    /**
     * Begins one pass of every model over rows of its own, as {@link Model#begin}.
     *
     * @param orders the rows of each model
     * @param lrs the learning rate of each, as there
     * @param epochSeeds where the dropout masks of each come from
     */
    public JointPass begin(List<int[]> orders, List<DoubleUnaryOperator> lrs, List<Seed> epochSeeds) {
        List<TrainingPass> passes = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            passes.add(models.get(m).begin(orders.get(m), lrs.get(m), epochSeeds.get(m)));
        }
        return new JointPass(this, passes);
    }

    /** A whole {@link #begin pass} with the same learning rate in every step. */
    public List<TrainTally> train(List<int[]> orders, double[] lrs, List<Seed> epochSeeds) {
        JointPass pass = begin(
                orders,
                Arrays.stream(lrs)
                        .<DoubleUnaryOperator>mapToObj(lr -> done -> lr)
                        .toList(),
                epochSeeds);
        while (!pass.done()) {
            pass.advance();
        }
        return pass.tallies();
    }

    /** Steps {@code from} to {@code to - 1} of each pass, whose batches must be equally large. */
    List<TrainTally> run(List<TrainingPass> passes, int from, int to) {
        try (NDManager scratch = manager.newSubManager();
                NDManager host = models.get(0).newHostManager()) {
            NDList arguments = new NDList(
                    host.create(passes.get(0).bounds(from, to)),
                    words(passes, from, to, scratch),
                    thresholds,
                    gains,
                    host.create(lrs(passes, from, to)),
                    host.create(models.stream()
                            .mapToDouble(CompiledModel::weightDecay)
                            .toArray()),
                    rows(passes, from, to, scratch));
            arguments.addAll(models.get(0).table());
            arguments.add(shift);
            arguments.add(scale);
            arguments.addAll(arrays);
            for (int m = 0; m < models.size(); m++) {
                arguments.addAll(models.get(m).arrays().stepping(Signature.of(m)));
            }
            double[] sums = code.call("train", true, arguments).toDoubleArray();
            return IntStream.range(0, passes.size())
                    .mapToObj(m -> new TrainTally(sums[4 * m], sums[4 * m + 1], sums[4 * m + 2], sums[4 * m + 3]))
                    .toList();
        }
    }

    /** Step by step, the models' one after the other. */
    private static double[] lrs(List<TrainingPass> passes, int from, int to) {
        List<double[]> each = passes.stream().map(pass -> pass.lrs(from, to)).toList();
        double[] lrs = new double[passes.size() * (to - from)];
        Arrays.setAll(lrs, i -> each.get(i % passes.size())[i / passes.size()]);
        return lrs;
    }

    private static NDArray rows(List<TrainingPass> passes, int from, int to, NDManager scratch) {
        int[] all = passes.stream()
                .flatMapToInt(pass -> IntStream.of(pass.rows(from, to)))
                .toArray();
        return scratch.create(all, new Shape(passes.size(), all.length / passes.size()));
    }

    private NDArray words(List<TrainingPass> passes, int from, int to, NDManager scratch) {
        int rows = passes.get(0).rows(from, to).length;
        return staging.longs(
                scratch,
                new Shape(passes.size(), rows, models.get(0).program().wordsARow()),
                words -> passes.forEach(pass -> pass.words(from, to, words)));
    }

    /** {@code [w, 1, …]} on the models' device. */
    private NDArray side(List<NDArray> parts) {
        NDList here = parts.stream()
                .map(part -> part.toDevice(manager.getDevice(), true))
                .collect(toCollection(NDList::new));
        NDArray all = NDArrays.stack(here).expandDims(1);
        all.attach(manager);
        return all;
    }

    @Override
    public void close() {
        code.close();
        manager.close();
    }
}
