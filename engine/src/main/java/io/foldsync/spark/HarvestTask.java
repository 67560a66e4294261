package io.foldsync.spark;

import io.foldsync.data.Safetensors;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * After the last epoch: one fold writes its network and is measured on the rows no fold has seen.
 *
 * @param past all orders of the run
 * @param modelFile where the network goes; null when the run keeps no files
 */
record HarvestTask(int fold, List<EpochOrder> past, @Nullable String modelFile) implements Serializable {

    /** {@code test_…} values of the fold; empty without a held-out part. */
    TreeMap<String, Double> run(RunRecipe recipe) {
        FoldSession session = session(recipe);
        if (modelFile != null) {
            write(session, recipe, new Path(modelFile));
        }
        return new TreeMap<>(session.score(Role.TEST, "test_"));
    }

    /** The fold's session after the last epoch, here. */
    FoldSession session(RunRecipe recipe) {
        return ResidentRuns.of(recipe)
                .use(fold, past, TaskDevice.choose(recipe.device().choice()), session -> session);
    }

    private void write(FoldSession session, RunRecipe recipe, Path file) {
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("format", "pt");
        metadata.put("fold", String.valueOf(fold));
        metadata.put("epochs", String.valueOf(past.size()));
        metadata.put("architecture", recipe.fold().model().architecture().describe());
        metadata.put("data_fingerprint", recipe.data().card().fingerprint());
        metadata.put("split_fingerprint", recipe.data().splitFingerprint());
        // Outside the folder that will be published: what a killed attempt leaves is swept with the staging area.
        Path part = new Path(
                file.getParent().getParent(),
                file.getName() + ".attempt-" + TaskContext.get().taskAttemptId());
        try {
            FileSystem files = OutputFiles.of(file, recipe.hadoop().value());
            try (OutputStream out = files.create(part, true)) {
                Safetensors.write(out, session.weights(), metadata);
            }
            files.mkdirs(file.getParent());
            files.delete(file, false); // a task that is run twice writes the same bytes twice
            if (!files.rename(part, file)) {
                throw new IOException("rename of " + part + " refused");
            }
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.OUTPUT_UNWRITABLE,
                            "fold " + fold + ", " + file,
                            String.valueOf(e.getMessage()),
                            "to write the fold's network",
                            "Check space and permissions of the output directory.")
                    .causedBy(e);
        }
    }
}
