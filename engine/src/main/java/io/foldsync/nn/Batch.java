package io.foldsync.nn;

import io.foldsync.random.Seed;

/**
 * One batch of a training pass, to be worked on by a {@link TrainStep}. Valid until the step returns, in its thread.
 */
public interface Batch extends BatchView {

    /**
     * Goes forward: the loss is known then. Called again, it goes forward with the weights as they are by then; the first
     * loss of a batch is the one that is reported.
     */
    void forward();

    /**
     * Goes back: the gradients of the last loss are known then, and are added to those that wait for a step.
     *
     * @throws IllegalStateException before {@link #forward}
     */
    void backward();

    /** Multiplies the gradients, by a number that every later step then feels. */
    void scaleGradients(double factor);

    /** If a step {@linkplain #ends() is due}, moves the weights along the gradients at {@link #lr}, and lets go of these. */
    void step();

    /** As {@link #step()}, at another learning rate. */
    void step(double lr);

    /** Lets go of the gradients without a step. */
    void skip();

    /**
     * The mean loss of any rows of the table with the weights as they are now, in evaluation mode and without gradients.
     *
     * @param rows at least one
     */
    double lossOf(int[] rows);

    /** Rows of the fold's training part on which this pass does not train, ascending; see {@link TrainStep#kept}. */
    int[] heldBack();

    /** Where this batch's own random draws hang. */
    Seed seed();

    /** The batch and the network as arrays, for steps that go their own ways. */
    BatchTensors tensors();
}
