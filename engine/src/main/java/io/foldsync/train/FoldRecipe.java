package io.foldsync.train;

import io.foldsync.data.Scaling;
import io.foldsync.fold.Split;
import io.foldsync.metric.Metric;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.random.Seed;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that makes a fold what it is, besides its number and its rows; small, and sent to where the fold trains.
 *
 * @param metrics the measures taken on validation rows, the loss among them
 * @param seed the run's root; everything a fold draws hangs below {@code seed.child("fold").child(fold)}
 * @param limits how much of its rows a fold takes
 * @param work what is done with its batches besides what every fold does
 */
public record FoldRecipe(
        ModelRecipe model, Split split, Scaling scaling, List<Metric> metrics, Seed seed, Limits limits, FoldWork work)
        implements Serializable {
    public FoldRecipe {
        metrics = List.copyOf(metrics);
    }

    /** Every row, with the standard step, unwatched. */
    public FoldRecipe(ModelRecipe model, Split split, Scaling scaling, List<Metric> metrics, Seed seed) {
        this(model, split, scaling, metrics, seed, Limits.NONE);
    }

    /** With the standard step, unwatched. */
    public FoldRecipe(ModelRecipe model, Split split, Scaling scaling, List<Metric> metrics, Seed seed, Limits limits) {
        this(model, split, scaling, metrics, seed, limits, FoldWork.plain());
    }

    /** With other work. */
    public FoldRecipe with(FoldWork work) {
        return new FoldRecipe(model, split, scaling, metrics, seed, limits, work);
    }
}
