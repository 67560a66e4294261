package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Safetensors;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldRecovery;
import io.foldsync.spark.checkpoint.SavedFolds;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldSession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One fold's place in an executor: its session on the device, or its state in a file while it waits outside, or nothing yet.
 * Whoever uses the session holds the {@link #lock}.
 */
final class ResidentFold {
    final ReentrantLock lock = new ReentrantLock();
    private final int fold;
    private final SavedFolds saved;
    private final Consumer<FoldRecovery> recoveries;
    private volatile @Nullable FoldSession session;
    private @Nullable Waiting waiting;
    /** The last report it made, in case the task that carried it away was lost. */
    @Nullable
    EpochReport lastReport;

    /** When it was last asked for, by a counter of the run's. */
    volatile long lastUse;

    private record Waiting(Path file, int epochs) {}

    /**
     * @param saved where the fold is had from when it is lost
     * @param recoveries is told whenever epochs are done again
     */
    ResidentFold(int fold, SavedFolds saved, Consumer<FoldRecovery> recoveries) {
        this.fold = fold;
        this.saved = saved;
        this.recoveries = recoveries;
    }

    /** Whether it takes up the device's memory now. */
    boolean resident() {
        return session != null;
    }

    /**
     * Its session after at most {@code most} epochs: as it is here, brought in from its file or the nearest checkpoint, or
     * before the first.
     *
     * @param room makes room on the device and gives the table; called only when the fold must be brought in
     */
    FoldSession standing(int most, FoldRecipe recipe, Supplier<DeviceTable> room) {
        FoldSession here = session;
        if (here != null && (here.epochs() > most || here.halfTrained() || behind(here.epochs(), most))) {
            leave(); // a session cannot go back, nor on from the middle of an epoch
            here = null;
        }
        if (here == null) {
            DeviceTable table = room.get();
            here = enter(most, recipe, table);
            session = here;
        }
        return here;
    }

    /** Tells that {@code wanted - epochs} epochs are done again here. */
    void doesAgain(int epochs, int wanted) {
        recoveries.accept(new FoldRecovery(
                fold, wanted, epochs, wanted - epochs, Place.here().toString()));
    }

    /** Whether a checkpoint saves epochs that would have to be replayed from here. */
    private boolean behind(int epochs, int wanted) {
        return epochs < wanted && epochs < saved.newest(wanted);
    }

    /** Its session as it stands: on the device, in its file, or before the first epoch; {@code room} as above. */
    FoldSession session(FoldRecipe recipe, Supplier<DeviceTable> room) {
        FoldSession here = session;
        if (here == null) {
            DeviceTable table = room.get();
            here = waiting == null ? FoldSession.open(fold, recipe, table) : waited(waiting, recipe, table);
            session = here;
        }
        return here;
    }

    private FoldSession enter(int epochs, FoldRecipe recipe, DeviceTable table) {
        Waiting state = waiting;
        if (state == null || state.epochs() > epochs || behind(state.epochs(), epochs)) {
            lastReport = null;
            return saved.restore(fold, epochs, (tensors, at) -> FoldSession.resume(fold, recipe, table, tensors, at))
                    .orElseGet(() -> FoldSession.open(fold, recipe, table));
        }
        return waited(state, recipe, table);
    }

    private FoldSession waited(Waiting state, FoldRecipe recipe, DeviceTable table) {
        try {
            Safetensors file = Safetensors.map(state.file());
            Map<String, HostTensor> tensors = new TreeMap<>();
            file.names().forEach(name -> tensors.put(name, file.tensor(name)));
            return FoldSession.resume(fold, recipe, table, tensors, state.epochs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the device for a file in {@code folder}, to come back when it is asked for. */
    void waitIn(Path folder) {
        FoldSession here = session;
        if (here == null) {
            return;
        }
        if (!here.halfTrained()) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve("waiting-fold-" + fold + ".safetensors");
                Path written = folder.resolve("waiting-fold-" + fold + ".writing");
                try (OutputStream out = Files.newOutputStream(written)) {
                    Safetensors.write(out, here.state(), new TreeMap<>());
                }
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
                waiting = new Waiting(file, here.epochs());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        leave();
    }

    /** Leaves the device for good. */
    void leave() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
