package io.foldsync.spark;

import io.foldsync.spark.checkpoint.CheckpointFolder;
import io.foldsync.spark.checkpoint.SavedFolds;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where a run's checkpoints lie; travels.
 *
 * @param root the folder's full path; empty for a run that keeps none
 * @param drafts a folder on the same file system for what is being written
 * @param identity the digest of the run's particulars
 */
record CheckpointPlace(String root, String drafts, String identity) implements Serializable {
    static final CheckpointPlace NONE = new CheckpointPlace("", "", "");

    /** The folder, as it is reached from here. */
    CheckpointFolder folder(Configuration hadoop) {
        try {
            return new CheckpointFolder(OutputFiles.of(new Path(root), hadoop), new Path(root), new Path(drafts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The saved folds, as they are reached from here. */
    SavedFolds folds(Configuration hadoop, java.nio.file.Path cache) {
        return new SavedFolds(root.isEmpty() ? Optional.empty() : Optional.of(folder(hadoop)), identity, cache);
    }
}
