package io.foldsync.spark;

import io.foldsync.data.Safetensors;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochOrder;
import io.foldsync.spark.checkpoint.CheckpointCard;
import io.foldsync.spark.checkpoint.CheckpointFolder;
import io.foldsync.spark.checkpoint.Seal;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * The folds of one slot write all their state, where they live.
 *
 * @param past the orders of all epochs trained
 */
record CheckpointTask(List<Integer> folds, List<EpochOrder> past) implements Serializable {

    /** Runs on the executor. */
    TaskOutcome<ArrayList<Seal>> run(RunRecipe recipe) {
        return TaskOutcome.of(() -> {
            CheckpointFolder checkpoints =
                    recipe.checkpoints().folder(recipe.hadoop().value());
            String device = TaskDevice.choose(recipe.device().choice());
            ArrayList<Seal> seals = new ArrayList<>();
            for (int fold : folds) {
                seals.add(ResidentRuns.of(recipe)
                        .task(folds, device)
                        .use(fold, past, session -> write(fold, session, recipe, checkpoints)));
            }
            return seals;
        });
    }

    private Seal write(int fold, FoldSession session, RunRecipe recipe, CheckpointFolder checkpoints) {
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("format", "pt");
        metadata.put("fold", String.valueOf(fold));
        metadata.put("epochs", String.valueOf(past.size()));
        metadata.put("architecture", recipe.fold().model().architecture().describe());
        metadata.put("data_fingerprint", recipe.data().card().fingerprint());
        metadata.put("split_fingerprint", recipe.data().splitFingerprint());
        Path file = new Path(checkpoints.of(past.size()), CheckpointCard.foldFile(fold));
        Path draft = checkpoints.draft(
                file.getName() + ".attempt-" + TaskContext.get().taskAttemptId());
        try {
            return Seal.write(
                    checkpoints.files(), draft, file, out -> Safetensors.write(out, session.state(), metadata));
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.OUTPUT_UNWRITABLE,
                            "fold " + fold + ", " + file,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            "to write the fold's checkpoint",
                            "Check space and permissions of the output directory.")
                    .causedBy(e);
        }
    }
}
