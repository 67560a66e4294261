package io.foldsync.nn;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Dtype;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import java.util.List;
import java.util.Locale;

/**
 * The device memory that training a recipe will take, known before anything is allocated: what each model owns, and what
 * a step of one model needs while it runs.
 *
 * <p>A step holds every signal of the forward pass and its gradient, {@code 2 x batch rows x numbers a row}; operations
 * that work in larger buffers of their own, such as unfolded convolutions, come on top. Of a network that is not compiled
 * the signals are not known but {@linkplain NetworkProbe measured}: what the forward pass of a few rows keeps, and as much
 * again. Predictions are for choosing, not for promising.
 *
 * @param owned bytes of parameters, buffers and optimizer state of one model
 * @param step bytes that a step of one model takes besides: signals, gradients and masks
 */
public record MemoryPlan(long owned, long step) {
    private static final int FLOAT = 4;

    /**
     * The plan of a recipe for rows of a table.
     *
     * @throws FoldSyncException if the recipe does not fit the rows
     */
    public static MemoryPlan of(ModelRecipe recipe, DatasetCard card) {
        return of(recipe, Feed.of(card, true, "cpu"));
    }

    static MemoryPlan of(ModelRecipe recipe, Feed feed) {
        if (!(recipe.architecture() instanceof Architecture)) {
            NetworkProbe network = NetworkProbe.of(recipe, feed);
            return of(recipe, network.arrays(), 2L * recipe.batchRows() * network.bytesARow());
        }
        Program program = ProgramCompiler.compile(recipe, feed);
        long rows = recipe.batchRows();
        long masks = (long) Long.BYTES * program.wordsARow()
                + program.dropouts().stream()
                        .mapToLong(spec -> (long) FLOAT * spec.size())
                        .sum();
        long signals = 2L * FLOAT * rows * program.numbersARow();
        int batches = recipe.steps().batches();
        return of(recipe, program.arrays(), signals + TrainingPass.runOf(batches) * rows * masks);
    }

    private static MemoryPlan of(ModelRecipe recipe, List<ArraySpec> arrays, long signals) {
        long owned = 0;
        long parameters = 0;
        for (ArraySpec spec : arrays) {
            long bytes = spec.shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact)
                    * (spec.dtype() == Dtype.I64 ? Long.BYTES : FLOAT);
            owned += bytes;
            parameters += spec.role() == Role.PARAMETER ? bytes : 0;
        }
        // Of several batches a step: the gradients gathered, and zeros to begin with.
        long gradients = recipe.steps().batches() > 1 ? 3 * parameters : parameters;
        long rounded =
                recipe.steps().precision().mixed() ? (signals + parameters) / 2 : 0; // half as large, beside them
        return new MemoryPlan(owned, gradients + signals + rounded);
    }

    /** Bytes for {@code resident} models of which {@code training} train at a time. */
    public long bytes(int resident, int training) {
        return resident * owned + training * step;
    }

    /**
     * How many of k models can stay on the device while some of them train; the others wait elsewhere.
     *
     * @param training how many train at a time, at least 1
     * @param free bytes
     * @return between {@code min(k, training)} and k
     * @throws FoldSyncException {@code OUT_OF_MEMORY} if not even one fits
     */
    public int resident(int k, int training, long free) {
        if (bytes(1, 1) > free) {
            throw FoldSyncException.of(
                    ErrorCode.OUT_OF_MEMORY,
                    "memory of the device",
                    "one model needs " + mebibytes(bytes(1, 1)) + " (" + mebibytes(owned)
                            + " for weights and optimizer, " + mebibytes(step) + " for a step), "
                            + mebibytes(free) + " are free",
                    "room for one model",
                    "Choose smaller batches or a smaller network, or a device with more memory.");
        }
        int busy = Math.min(k, training);
        long others = (free - bytes(busy, busy)) / Math.max(1, owned);
        return (int) Math.max(busy, Math.min(k, busy + others));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
