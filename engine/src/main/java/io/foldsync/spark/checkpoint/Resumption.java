package io.foldsync.spark.checkpoint;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a run goes on that did not finish: its newest checkpoint of which every byte is as it was written. One that
 * is damaged is passed over with a warning. One of another run is never used, nor anything older than it.
 */
public final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /** Reads files of a checkpoint, wherever that is done best, and tells what is wrong with them. */
    @FunctionalInterface
    public interface Reading {
        List<String> faults(Path folder, List<Seal> files);
    }

    private final CheckpointFolder folder;
    private final Particulars particulars;
    private final Reading reading;

    /** @param particulars of the run that wants to go on */
    public Resumption(CheckpointFolder folder, Particulars particulars, Reading reading) {
        this.folder = folder;
        this.particulars = particulars;
        this.reading = reading;
    }

    /**
     * What the driver knew at the checkpoint; empty when none was ever completed, and the run begins anew.
     *
     * @throws FoldSyncException {@code OUTPUT_OTHER_RUN} when the checkpoints are those of a run with other particulars,
     *     {@code CHECKPOINT_DAMAGED} when there are some and none is whole
     */
    public Optional<Progress> progress() {
        List<String> faults = new ArrayList<>();
        boolean any = false;
        for (int epochs : listed()) {
            Found found = found(epochs);
            if (found.progress().isPresent()) {
                LOG.info("goes on from {}", folder.of(epochs));
                return found.progress();
            }
            any |= found.committed();
            faults.add(folder.of(epochs).getName() + ": " + found.fault());
            LOG.warn("checkpoint {} is passed over: {}", folder.of(epochs), found.fault());
        }
        if (any) {
            throw FoldSyncException.of(
                    ErrorCode.CHECKPOINT_DAMAGED,
                    folder.root().toString(),
                    String.join("; ", faults),
                    "one checkpoint at least that is as it was written",
                    "Remove the folder to begin this run anew, or choose another output.");
        }
        return Optional.empty();
    }

    private record Found(Optional<Progress> progress, boolean committed, String fault) {}

    private Found found(int epochs) {
        CheckpointFolder.Inspected inspected = folder.inspect(epochs);
        if (!inspected.sound()) {
            return new Found(Optional.empty(), committed(epochs), inspected.fault());
        }
        CheckpointCard card = inspected.card();
        requireSameRun(card, epochs);
        List<String> faults = reading.faults(folder.of(epochs), card.files());
        if (!faults.isEmpty()) {
            return new Found(Optional.empty(), true, String.join(", ", faults));
        }
        try {
            Progress progress = folder.progress(epochs);
            String fault = fault(progress.history(), card);
            return new Found(fault.isEmpty() ? Optional.of(progress) : Optional.empty(), true, fault);
        } catch (IOException | FSError e) {
            return new Found(Optional.empty(), true, CheckpointCard.HISTORY + ": " + Seal.firstLine(e));
        }
    }

    private static String fault(History history, CheckpointCard card) {
        if (history.epochs() != card.epochs() || history.last().folds() != card.folds()) {
            return CheckpointCard.HISTORY + " tells of " + history.epochs() + " epochs"
                    + (history.epochs() == 0 ? "" : " of " + history.last().folds() + " folds") + " instead of "
                    + card.epochs() + " of " + card.folds();
        }
        return "";
    }

    private void requireSameRun(CheckpointCard card, int epochs) {
        if (card.identity().equals(particulars.digest())) {
            return;
        }
        throw FoldSyncException.of(
                ErrorCode.OUTPUT_OTHER_RUN,
                folder.of(epochs).toString(),
                "it is of another run: "
                        + String.join("; ", particulars.differences(new Particulars(card.particulars()))),
                "the configuration and the data of the run that did not finish",
                "Give what was given then, or choose another output.");
    }

    private boolean committed(int epochs) {
        try {
            return folder.committed(epochs);
        } catch (IOException e) {
            return true;
        }
    }

    private List<Integer> listed() {
        try {
            return folder.epochs();
        } catch (IOException e) {
            throw FoldSyncException.of(
                            ErrorCode.CHECKPOINT_DAMAGED,
                            folder.root().toString(),
                            "it cannot be read: " + Seal.firstLine(e),
                            "a folder this user may read",
                            "Check the path, its file system and the permissions.")
                    .causedBy(e);
        }
    }
}
