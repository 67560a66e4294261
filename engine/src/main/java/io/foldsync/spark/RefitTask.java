package io.foldsync.spark;

import io.foldsync.history.EpochOrder;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Writes the network that was trained on all rows.
 *
 * @param past all orders it followed
 * @param models the directory the networks go to
 */
record RefitTask(List<EpochOrder> past, String models) implements Serializable {

    TaskOutcome<String> run(RunRecipe recipe) {
        return TaskOutcome.of(() -> {
            String device = TaskDevice.choose(recipe.device().choice());
            return ResidentRuns.of(recipe).task(List.of(0), device).use(0, past, session -> {
                new MemberFiles(new Path(models), recipe).write(ModelCard.REFIT, session);
                return ModelCard.REFIT;
            });
        });
    }
}
