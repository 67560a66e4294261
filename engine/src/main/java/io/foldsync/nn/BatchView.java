package io.foldsync.nn;

import io.foldsync.data.HostTensor;
import java.util.SortedMap;

/**
 * One batch of a training pass, to be looked at. What is asked for is read from the device, which then waits; what nobody
 * asks for costs nothing. Valid during the call it is handed to, and no longer.
 */
public interface BatchView {

    /** The batch's number in the pass, from 0. */
    int index();

    /** b, the rows in it. */
    int rows();

    /** Which rows of the table they are, in the batch's order. */
    int[] rowNumbers();

    /** The learning rate of its step. */
    double lr();

    /** Whether the optimizer steps with this batch; otherwise its gradients wait for the next batches'. */
    boolean ends();

    /**
     * The mean loss of its rows.
     *
     * @throws IllegalStateException before the way forward
     */
    double loss();

    /**
     * What the optimizer would get now, before clipping: the mean gradient over the rows since the last step, by parameter.
     *
     * @throws IllegalStateException before the way back, and after the gradients were let go of
     */
    SortedMap<String, HostTensor> gradients();

    /** The Euclidean norm of all {@link #gradients} together, as {@link #gradients}. */
    double gradientNorm();

    /** Parameters and buffers as they are now, by PyTorch's names; copies. */
    SortedMap<String, HostTensor> weights();
}
