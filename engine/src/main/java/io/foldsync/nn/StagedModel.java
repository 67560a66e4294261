package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.foldsync.data.HostTensor;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A model whose training pass goes batch by batch, through a {@link TrainStep} that calls the parts of the step one by one,
 * so that it can be watched or changed. With the standard step the numbers are those of the model's own pass, to the bit;
 * it takes longer, since every part is a native call.
 */
public final class StagedModel implements Model {
    private final Model model;
    private final Stages stages;
    private final TrainStep step;
    private final List<Integer> heldBack;

    private StagedModel(Model model, Stages stages, TrainStep step, List<Integer> heldBack) {
        this.model = model;
        this.stages = stages;
        this.step = step;
        this.heldBack = heldBack;
    }

    /**
     * Puts a step before a model, whose weights both then share.
     *
     * @param model stays usable by itself, and is closed with this
     * @param heldBack rows of the table that the step may ask for and does not train on
     */
    public static StagedModel of(Model model, TrainStep step, int[] heldBack) {
        if (model instanceof CompiledModel compiled
                && compiled.recipe().steps().precision().scalesLoss()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "training.precision",
                    "float16 beside a step or callback that works batch by batch",
                    "float32 or bfloat16, whose losses need no scale",
                    "Write training.precision: bfloat16, or leave the step and the callback out.");
        }
        Stages stages = model instanceof CompiledModel compiled
                ? CompiledStages.of(compiled)
                : StepwiseStages.of((StepwiseModel) model);
        return new StagedModel(
                model, stages, step, IntStream.of(heldBack).boxed().toList());
    }

    @Override
    public TrainingPass begin(int[] order, DoubleUnaryOperator lr, Seed epochSeed) {
        return begin(order, lr, epochSeed, BatchWatcher.nobody());
    }

    /** As {@link #begin(int[], DoubleUnaryOperator, Seed)}, watched. */
    public TrainingPass begin(int[] order, DoubleUnaryOperator lr, Seed epochSeed, BatchWatcher watcher) {
        long[] bounds = Batches.bounds(order.length, stages.recipe.batchRows(), stages.fewestRows());
        return new TrainingPass(new Watched(watcher), order, bounds, lr, epochSeed);
    }

    /** What trains in one pass. */
    private final class Watched implements TrainingPass.Trainee {
        private final BatchWatcher watcher;

        private Watched(BatchWatcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public int batchesAStep() {
            return stages.recipe.steps().batches();
        }

        @Override
        public int wordsARow() {
            return stages.wordsARow();
        }

        @Override
        public TrainTally run(TrainingPass pass, int from, int to) {
            try (NDManager scratch = stages.manager.newSubManager()) {
                NDArray tally = stages.nothing(scratch);
                WaitingGradients waiting = new WaitingGradients(stages, scratch);
                for (int number = from; number < to; number++) {
                    boolean ends = (number - from + 1) % batchesAStep() == 0 || number + 1 == to;
                    one(new LiveBatch.Place(pass, number, ends, heldBack), tally, waiting);
                }
                double[] sums = tally.toDoubleArray();
                return new TrainTally(sums[0], sums[1], sums[2], sums[3]);
            }
        }

        private void one(LiveBatch.Place place, NDArray tally, WaitingGradients waiting) {
            try (NDManager scratch = stages.manager.newSubManager();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                LiveBatch batch = new LiveBatch(place, model, stages, watcher, tally, waiting, scratch);
                watcher.batchStart(batch);
                step.train(batch);
                watcher.beforeLogMetrics(batch);
                watcher.batchEnd(batch);
            }
        }

        @Override
        public void finished(TrainTally tally, double largestLr) {
            // A step need not move anything.
        }
    }

    @Override
    public float[] outputs(int[] evaluated) {
        return model.outputs(evaluated);
    }

    @Override
    public SortedMap<String, HostTensor> weights() {
        return model.weights();
    }

    @Override
    public SortedMap<String, HostTensor> state() {
        return model.state();
    }

    @Override
    public void restore(Map<String, HostTensor> weights) {
        model.restore(weights);
    }

    @Override
    public void close() {
        stages.close();
        model.close();
    }
}
