package io.foldsync.spark;

import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.train.FoldSession;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * After the last epoch: the folds of one slot write their networks, are measured on the rows no fold has seen, and
 * predict the rows they have not learned from.
 *
 * @param past all orders of the run
 * @param models the directory the networks go to; null when the run keeps no files
 */
record HarvestTask(List<Integer> folds, List<EpochOrder> past, @Nullable String models) implements Serializable {

    /** {@code test_…} values fold by fold; empty without a held-out part. */
    TaskOutcome<TreeMap<Integer, TreeMap<String, Double>>> run(RunRecipe recipe) {
        return TaskOutcome.of(() -> {
            TreeMap<Integer, TreeMap<String, Double>> values = new TreeMap<>();
            for (int fold : folds) {
                values.put(fold, use(recipe, fold, session -> {
                    if (models != null) {
                        new MemberFiles(new Path(models), recipe).write("fold-" + fold, session);
                    }
                    return new TreeMap<>(session.score(Role.TEST, "test_"));
                }));
            }
            return values;
        });
    }

    /** Out-of-fold predictions, a fold at a time. */
    Iterator<Tuple2<Long, Row>> predictions(RunRecipe recipe) {
        return folds.stream()
                .flatMap(fold -> use(recipe, fold, session -> OutOfFold.rows(fold, session)).stream())
                .iterator();
    }

    /** What {@code work} makes of the fold's session after the last epoch, here. */
    private <T> T use(RunRecipe recipe, int fold, Function<FoldSession, T> work) {
        return ResidentRuns.of(recipe)
                .task(folds, TaskDevice.choose(recipe.device().choice()))
                .use(fold, past, work);
    }
}
