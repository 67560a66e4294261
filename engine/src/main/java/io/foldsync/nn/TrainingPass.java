package io.foldsync.nn;

import io.foldsync.random.Seed;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * One pass over training rows in a given order, a step a batch, cut into runs of steps of one native call each, so that
 * whoever schedules several models can let them take turns. How it is cut changes no value.
 *
 * <p>What is left over after whole batches makes a smaller last batch; a single row left over joins the batch before if
 * the network has batch norm. Used by one thread at a time, though not always the same.
 */
public final class TrainingPass {
    /** Batches in one call, about: long enough that the call costs nothing, short enough that its masks stay in the cache. */
    static final int STEPS = 16;

    /** A model that is trained. */
    interface Trainee {

        /** Batches whose gradients make one step; a run of steps may not end between them. */
        int batchesAStep();

        /** Random words that it takes for one row. */
        int wordsARow();

        /** Trains steps {@code from} to {@code to - 1} of the pass. */
        TrainTally run(TrainingPass pass, int from, int to);

        /** The last step has been trained. */
        void finished(TrainTally tally, double largestLr);
    }

    private final Trainee model;
    private final int[] order;
    private final long[] bounds;
    private final DoubleUnaryOperator lr;
    private final Seed seed;
    private TrainTally tally = new TrainTally(0, 0, 0, 0);
    private int step;

    TrainingPass(Trainee model, int[] order, long[] bounds, DoubleUnaryOperator lr, Seed seed) {
        this.model = model;
        this.order = order;
        this.bounds = bounds;
        this.lr = lr;
        this.seed = seed;
    }

    /** Training steps that are left. */
    public int stepsLeft() {
        return bounds.length - 1 - step;
    }

    /** Whether every row has been trained on. */
    public boolean done() {
        return stepsLeft() == 0;
    }

    /** Trains the next run of steps. */
    public void advance() {
        int next = step + Math.min(runOf(model.batchesAStep()), stepsLeft());
        took(next, model.run(this, step, next));
    }

    /** Batches in one call where so many make a step of the optimizer, which no call may cut. */
    static int runOf(int batchesAStep) {
        return Math.max(1, STEPS / batchesAStep) * batchesAStep;
    }

    /** Batches that make a step of the optimizer. */
    int batchesAStep() {
        return model.batchesAStep();
    }

    /** Steps from the first on whose batches are as large as the other's. */
    int stepsLike(TrainingPass other) {
        int mismatch = Arrays.mismatch(bounds, other.bounds);
        return mismatch < 0 ? bounds.length - 1 : mismatch - 1;
    }

    /** Where the batches of some steps begin and end among those steps' rows. */
    long[] bounds(int from, int to) {
        long[] within = Arrays.copyOfRange(bounds, from, to + 1);
        Arrays.setAll(within, i -> within[i] - bounds[from]);
        return within;
    }

    int[] rows(int from, int to) {
        return Arrays.copyOfRange(order, (int) bounds[from], (int) bounds[to]);
    }

    /** Puts the words of some steps' dropouts. */
    void words(int from, int to, LongBuffer into) {
        Batches.words(bounds, from, to, model.wordsARow(), seed, into);
    }

    /** The steps before {@code next} have been trained. */
    void took(int next, TrainTally sums) {
        tally = tally.plus(sums);
        step = next;
        if (done()) {
            double[] lrs = lrs(0, next);
            model.finished(tally, Arrays.stream(lrs).max().orElse(0));
        }
    }

    Seed seed() {
        return seed;
    }

    /** The learning rates of some batches; those that make one step of the optimizer together have the same. */
    double[] lrs(int from, int to) {
        int batches = model.batchesAStep();
        int steps = (bounds.length - 2 + batches) / batches;
        double[] lrs = new double[to - from];
        Arrays.setAll(lrs, i -> {
            int step = (from + i) / batches;
            return lr.applyAsDouble((double) step / steps);
        });
        return lrs;
    }

    /** What the steps so far summed up. */
    public TrainTally tally() {
        return tally;
    }
}
