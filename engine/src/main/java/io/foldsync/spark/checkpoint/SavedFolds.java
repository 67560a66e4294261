package io.foldsync.spark.checkpoint;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Safetensors;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's folds as its checkpoints have them, for whoever has to bring one back where it trains. What is damaged, or of
 * another run, is passed over: a fold can always be had from an older checkpoint, or from the seed.
 */
public final class SavedFolds {
    private static final Logger LOG = LoggerFactory.getLogger(SavedFolds.class);

    private final Optional<CheckpointFolder> folder;
    private final String identity;
    private final Path cache;

    /** What brings a fold back: from its state after so many epochs. */
    @FunctionalInterface
    public interface Restore<T> {
        T from(Map<String, HostTensor> state, int epochs);
    }

    /**
     * @param folder empty for a run that keeps no checkpoints
     * @param identity of the run, as its particulars' digest
     * @param cache a folder of this machine for what is copied here
     */
    public SavedFolds(Optional<CheckpointFolder> folder, String identity, Path cache) {
        this.folder = folder;
        this.identity = identity;
        this.cache = cache;
    }

    /** The epochs of the newest checkpoint with no more than {@code most}; 0 without any, which is the seed. */
    public int newest(int most) {
        return folder.map(checkpoints -> listed(checkpoints).stream()
                        .filter(epochs -> epochs <= most && usable(checkpoints, epochs))
                        .findFirst()
                        .orElse(0))
                .orElse(0);
    }

    /** The fold from the newest checkpoint with no more than {@code most} epochs from which it can be had. */
    public <T> Optional<T> restore(int fold, int most, Restore<T> work) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        for (int epochs : listed(folder.get())) {
            if (epochs <= most && usable(folder.get(), epochs)) {
                Optional<T> restored = restore(folder.get(), fold, epochs, work);
                if (restored.isPresent()) {
                    return restored;
                }
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> restore(CheckpointFolder checkpoints, int fold, int epochs, Restore<T> work) {
        Seal seal = checkpoints
                .inspect(epochs)
                .card()
                .seal(CheckpointCard.foldFile(fold))
                .orElseThrow();
        try {
            Files.createDirectories(cache);
            Path copy = Files.createTempFile(cache, "restored-fold-" + fold + "-", ".safetensors");
            try {
                String fault;
                try (OutputStream out = Files.newOutputStream(copy)) {
                    fault = seal.copy(checkpoints.files(), checkpoints.of(epochs), out);
                }
                if (fault.isEmpty()) {
                    return Optional.of(work.from(state(copy, fold, epochs), epochs));
                }
                LOG.warn("checkpoint {} is passed over: {}", checkpoints.of(epochs), fault);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException | FoldSyncException e) {
            LOG.warn("fold {} cannot be had from {}: {}", fold, checkpoints.of(epochs), e.getMessage());
        }
        return Optional.empty();
    }

    private static Map<String, HostTensor> state(Path copy, int fold, int epochs) throws IOException {
        Safetensors file = Safetensors.map(copy);
        if (!String.valueOf(fold).equals(file.metadata().get("fold"))
                || !String.valueOf(epochs).equals(file.metadata().get("epochs"))) {
            throw new IOException("it is of fold " + file.metadata().get("fold") + " after "
                    + file.metadata().get("epochs") + " epochs");
        }
        Map<String, HostTensor> tensors = new TreeMap<>();
        file.names().forEach(name -> tensors.put(name, file.tensor(name)));
        return tensors;
    }

    private boolean usable(CheckpointFolder checkpoints, int epochs) {
        CheckpointFolder.Inspected inspected = checkpoints.inspect(epochs);
        return inspected.sound() && inspected.card().identity().equals(identity);
    }

    private static List<Integer> listed(CheckpointFolder checkpoints) {
        try {
            return checkpoints.epochs();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", checkpoints.root(), e.getMessage());
            return List.of();
        }
    }
}
