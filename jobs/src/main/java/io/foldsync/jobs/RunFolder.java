package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.spark.TrainedModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The finished run that a command line names. */
final class RunFolder {
    private RunFolder() {}

    /**
     * Its networks, among them the one to be used.
     *
     * @throws FoldSyncException {@code DATA_NOT_FOUND} when there is no finished run, {@code COMMAND_LINE} when it has no
     *     such network
     */
    static TrainedModel load(Configuration hadoop, String folder, String use) {
        TrainedModel trained = TrainedModel.load(hadoop, here(folder));
        if (!use.equals(TrainedModel.ENSEMBLE) && !trained.members().contains(use)) {
            throw FoldSyncException.of(
                    ErrorCode.COMMAND_LINE,
                    "--use " + use,
                    "no such network in the run",
                    "one of " + TrainedModel.ENSEMBLE + ", " + String.join(", ", trained.members()),
                    use.equals("refit") ? "Run it with refit: true, or use another." : "Name one of them.");
        }
        return trained;
    }

    /** A path without a scheme is on this machine, whatever {@code fs.defaultFS} says: it is what the shell completed. */
    static String here(String path) {
        try {
            Path directory = new Path("file:" + java.nio.file.Path.of("").toAbsolutePath());
            return new Path(directory, path).toString();
        } catch (IllegalArgumentException e) { // the only way to ask Hadoop whether a text is a path
            throw FoldSyncException.of(
                            ErrorCode.COMMAND_LINE, "'" + path + "'", "no path", "a path or a URI", "Correct it.")
                    .causedBy(e);
        }
    }
}
