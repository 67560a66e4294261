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
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
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
                        write(fold, session, recipe, new Path(models, "fold-" + fold + ".safetensors"));
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

    private void write(int fold, FoldSession session, RunRecipe recipe, Path file) {
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
