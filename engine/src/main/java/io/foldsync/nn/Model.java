package io.foldsync.nn;

import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;

/**
 * One network on one device: live weights, optimizer state, and what trains them.
 *
 * <p>Equal recipes, rows and seeds give equal bits, whatever else trains beside. Not safe for use by several threads at a
 * time; several models may train in several threads.
 */
public interface Model extends AutoCloseable {

    /**
     * Builds the recipe for these rows and draws weights from {@code seed.child("weights")}, unless a file brings them.
     *
     * @param table the rows it will train on; must outlive the model
     * @throws FoldSyncException if the recipe does not fit the rows, or the natives do not fit this program
     */
    static Model create(ModelRecipe recipe, DeviceTable table, Normalizer normalizer, Seed seed) {
        Natives.start();
        Feed feed = Feed.of(table.card(), !normalizer.identity(), table.device());
        Resident rows = Resident.of(table);
        return recipe.architecture() instanceof Architecture
                ? new CompiledModel(recipe, feed, rows, normalizer, seed)
                : new StepwiseModel(recipe, feed, rows, normalizer, seed);
    }

    /**
     * Begins a pass over rows in the order given.
     *
     * @param order rows of the table
     * @param lr the learning rate of each step, from the fraction of the pass's steps that are done before it
     * @param epochSeed where dropout masks come from
     * @throws FoldSyncException {@code DATA_SPLIT} for too few rows
     */
    TrainingPass begin(int[] order, DoubleUnaryOperator lr, Seed epochSeed);

    /**
     * A whole {@link #begin pass} with the same learning rate in every step.
     *
     * @return not finite if the fold diverged; that is not an error here
     * @throws FoldSyncException {@code DATA_SPLIT} for too few rows, {@code OUT_OF_MEMORY}
     */
    default TrainTally train(int[] order, double lr, Seed epochSeed) {
        TrainingPass pass = begin(order, done -> lr, epochSeed);
        while (!pass.done()) {
            pass.advance();
        }
        return pass.tally();
    }

    /**
     * Raw outputs (logits for classes) in evaluation mode, {@code [rows, outputs]} row-major. Changes nothing.
     *
     * @param evaluated rows of the table, some 100,000 a call at most
     */
    float[] outputs(int[] evaluated);

    /**
     * Parameters, or their averages where the recipe keeps some, and buffers under PyTorch's names, in its shapes and layouts:
     * a {@code state_dict}.
     */
    SortedMap<String, HostTensor> weights();

    /**
     * Parameters, buffers, what the optimizer remembers ({@code optimizer.…}) and averages ({@code average.…}): all that a
     * resumed run needs.
     */
    SortedMap<String, HostTensor> state();

    /**
     * Takes over what {@link #weights} or {@link #state} gave. From weights alone optimizer and averages start anew.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if a name, type or shape is not this network's; the model is
     *     unchanged then
     */
    void restore(Map<String, HostTensor> weights);

    /** Lets go of its memory on the device. */
    @Override
    void close();
}
