package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.nn.Natives;
import io.foldsync.spark.data.LocalShards;
import io.foldsync.train.FoldSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * One run's share of an executor: a data table a device, however many folds are here, and the sessions of the folds that
 * train here. Sessions outlive tasks; that is what makes one short Spark job an epoch possible.
 */
final class ResidentRun implements AutoCloseable {
    private final RunRecipe recipe;
    private final Map<String, DeviceTable> tables = new HashMap<>();
    private final Map<Integer, Resident> folds = new HashMap<>();

    /** A fold's session and the last report it made, in case the task that carried the report away was lost. */
    private static final class Resident {
        private @Nullable FoldSession session;
        private @Nullable EpochReport lastReport;
    }

    private boolean closed;

    /** @throws io.foldsync.error.FoldSyncException when the tensor engine cannot be started here */
    ResidentRun(RunRecipe recipe) {
        Natives.start(); // not in a static initialiser, which would wrap the fault and lose it on the second try
        this.recipe = recipe;
    }

    /**
     * Fold {@code fold}'s report on {@code order}: trained now, on from wherever its session stands here.
     *
     * @param past the orders of all epochs before {@code order}; what the session has not followed yet is replayed
     */
    EpochReport train(int fold, List<EpochOrder> past, EpochOrder order, String device, Consumer<FoldTiming> timings) {
        Resident resident = resident(fold);
        synchronized (resident) {
            EpochReport known = resident.lastReport;
            if (known != null && known.epoch() == order.epoch()) {
                return known; // the driver never saw this report: its task died on the way home
            }
            EpochReport report = session(resident, fold, past, device).train(order, timings);
            resident.lastReport = report;
            return report;
        }
    }

    /** Fold {@code fold}'s session after exactly the orders {@code past}, restored by replay when it is not here. */
    FoldSession session(int fold, List<EpochOrder> past, String device) {
        Resident resident = resident(fold);
        synchronized (resident) {
            return session(resident, fold, past, device);
        }
    }

    private FoldSession session(Resident resident, int fold, List<EpochOrder> past, String device) {
        FoldSession session = resident.session;
        if (session != null && (session.epochs() > past.size() || session.halfTrained())) {
            resident.session = null;
            session.close(); // a session cannot go back, nor on from the middle of an epoch
            session = null;
        }
        if (session == null) {
            resident.session = null;
            resident.lastReport = null;
            session = FoldSession.open(fold, recipe.fold(), table(device));
            resident.session = session;
        }
        session.replay(past);
        return session;
    }

    private synchronized Resident resident(int fold) {
        requireOpen();
        return folds.computeIfAbsent(fold, number -> new Resident());
    }

    /** The resident table of a device; loaded by the first fold that asks, shared by all. */
    private synchronized DeviceTable table(String device) {
        requireOpen();
        return tables.computeIfAbsent(device, name -> {
            Path shards = LocalShards.open(recipe.data(), recipe.hadoop().value(), cache());
            return DeviceTable.load(shards, recipe.data().card(), name);
        });
    }

    /** Where shards are copied to when they are not local already: gone with the run. */
    private Path cache() {
        return Path.of(SparkFiles.getRootDirectory(), "foldsync-" + recipe.runId());
    }

    /** A task that outlives its run would load what nobody would ever let go of. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("run " + recipe.runId() + " has ended");
        }
    }

    /** Fold {@code fold}'s session as it stands here; fresh when it is not here. */
    FoldSession session(int fold, String device) {
        Resident resident = resident(fold);
        synchronized (resident) {
            FoldSession session = resident.session;
            return session != null ? session : session(resident, fold, List.of(), device);
        }
    }

    /** Closes sessions and tables; waits for folds that are training. */
    @Override
    public void close() {
        List<Resident> residents;
        List<DeviceTable> loaded;
        synchronized (this) { // and not while waiting for a fold, which may itself be waiting for its table
            closed = true;
            residents = List.copyOf(folds.values());
            loaded = List.copyOf(tables.values());
            folds.clear();
            tables.clear();
        }
        for (Resident resident : residents) {
            synchronized (resident) {
                FoldSession session = resident.session;
                if (session != null) {
                    session.close();
                    resident.session = null;
                }
            }
        }
        loaded.forEach(DeviceTable::close);
        FileUtil.fullyDelete(cache().toFile());
    }
}
