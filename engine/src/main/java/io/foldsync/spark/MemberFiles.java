package io.foldsync.spark;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Safetensors;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * Writes a trained network where it lives: its weights under PyTorch's names, and, in a file of its own so that those stay a
 * plain {@code state_dict}, what its features are normalised by.
 *
 * @param models the directory of all networks, in the run's staging area
 */
record MemberFiles(Path models, RunRecipe recipe) {

    void write(String member, FoldSession session) {
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("format", "pt");
        metadata.put("fold", String.valueOf(session.fold()));
        metadata.put("epochs", String.valueOf(session.epochs()));
        metadata.put("architecture", recipe.fold().model().architecture().describe());
        metadata.put("data_fingerprint", recipe.data().card().fingerprint());
        metadata.put("split_fingerprint", recipe.data().splitFingerprint());
        write(ModelCard.Member.weights(member), session.weights(), metadata);
        Normalizer normalizer = session.normalizer();
        SortedMap<String, HostTensor> scaling = new TreeMap<>();
        scaling.put("shift", HostTensor.floats(normalizer.shift(), normalizer.shift().length));
        scaling.put("scale", HostTensor.floats(normalizer.scale(), normalizer.scale().length));
        write(ModelCard.Member.scaling(member), scaling, new TreeMap<>());
    }

    private void write(String name, SortedMap<String, HostTensor> tensors, SortedMap<String, String> metadata) {
        Path file = new Path(models.getParent(), name);
        // Outside the folder that will be published: what a killed attempt leaves is swept with the staging area.
        Path part = new Path(
                models.getParent(),
                file.getName() + ".attempt-" + TaskContext.get().taskAttemptId());
        try {
            FileSystem files = OutputFiles.of(file, recipe.hadoop().value());
            try (OutputStream out = files.create(part, true)) {
                Safetensors.write(out, tensors, metadata);
            }
            files.mkdirs(file.getParent());
            files.delete(file, false); // a task that is run twice writes the same bytes twice
            if (!files.rename(part, file)) {
                throw new IOException("rename of " + part + " refused");
            }
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.OUTPUT_UNWRITABLE,
                            file.toString(),
                            String.valueOf(e.getMessage()),
                            "to write a network",
                            "Check space and permissions of the output directory.")
                    .causedBy(e);
        }
    }
}
