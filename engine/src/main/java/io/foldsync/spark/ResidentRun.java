package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import io.foldsync.nn.Natives;
import io.foldsync.spark.checkpoint.SavedFolds;
import io.foldsync.spark.data.LocalShards;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.FoldSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkFiles;

/**
 * One run's share of an executor: a data table a device, however many folds are here, and the sessions of the folds that
 * train here. Sessions outlive tasks; that is what makes one short Spark job an epoch possible.
 */
final class ResidentRun implements AutoCloseable {
    private final RunRecipe recipe;
    private final Map<String, DeviceTable> tables = new HashMap<>();
    private final Map<String, DeviceShare> shares = new HashMap<>();
    private final Map<Integer, ResidentFold> folds = new HashMap<>();
    private final SavedFolds saved;
    private final Queue<FoldRecovery> recoveries = new ConcurrentLinkedQueue<>();
    private long uses;
    private boolean closed;

    /** @throws io.foldsync.error.FoldSyncException when the tensor engine cannot be started here */
    ResidentRun(RunRecipe recipe) {
        Natives.start(); // not in a static initialiser, which would wrap the fault and lose it on the second try
        this.recipe = recipe;
        this.saved = recipe.checkpoints().folds(recipe.hadoop().value(), cache());
    }

    /** The folds that had to do epochs again here, each told once. */
    List<FoldRecovery> recoveries() {
        List<FoldRecovery> told = new ArrayList<>();
        for (FoldRecovery next = recoveries.poll(); next != null; next = recoveries.poll()) {
            told.add(next);
        }
        return told;
    }

    /**
     * Fold {@code fold}'s report on {@code order}: trained now, on from wherever its session stands here.
     *
     * @param past the orders of all epochs before {@code order}; what the session has not followed yet is replayed
     */
    EpochReport train(int fold, List<EpochOrder> past, EpochOrder order, String device, Consumer<FoldTiming> timings) {
        ResidentFold resident = resident(fold);
        resident.lock.lock();
        try {
            EpochReport known = resident.lastReport;
            if (known != null && known.epoch() == order.epoch()) {
                return known; // the driver never saw this report: its task died on the way home
            }
            EpochReport report = session(resident, past, device).train(order, timings);
            resident.lastReport = report;
            return report;
        } finally {
            resident.lock.unlock();
        }
    }

    /**
     * What {@code work} makes of fold {@code fold}'s session after exactly the orders {@code past}, which is restored when
     * it is not here, and stays while the work lasts.
     */
    <T> T use(int fold, List<EpochOrder> past, String device, Function<FoldSession, T> work) {
        ResidentFold resident = resident(fold);
        resident.lock.lock();
        try {
            return work.apply(session(resident, past, device));
        } finally {
            resident.lock.unlock();
        }
    }

    /**
     * Fold {@code fold}'s session as it stands here, fresh when it has not trained. It stays until as many other folds have
     * been asked for as the device has room for; for the one thread that lets all folds of a local group take turns.
     */
    FoldSession session(int fold, String device) {
        ResidentFold resident = resident(fold);
        resident.lock.lock();
        try {
            return resident.session(recipe.fold(), () -> tableWithRoom(device));
        } finally {
            resident.lock.unlock();
        }
    }

    private FoldSession session(ResidentFold resident, List<EpochOrder> past, String device) {
        return resident.session(past, recipe.fold(), () -> tableWithRoom(device));
    }

    /** The table of a device on which there is room for one more fold. */
    private DeviceTable tableWithRoom(String device) {
        DeviceTable table = table(device);
        makeRoom(share(device, Runtime.getRuntime().availableProcessors()).resident());
        return table;
    }

    /** How folds share a device, as planned when it was first asked for. */
    synchronized DeviceShare share(String device, int threads) {
        return shares.computeIfAbsent(device, name -> recipe.device()
                .share(
                        name,
                        recipe.fold().split().folds(),
                        threads,
                        recipe.fold().model(),
                        recipe.data().card()));
    }

    /** Sends folds to wait outside, those first that were not asked for the longest; never one in use. */
    private void makeRoom(int most) {
        List<ResidentFold> here = residents();
        long crowd = here.stream().filter(ResidentFold::resident).count() + 1 - most;
        for (ResidentFold fold : here) {
            if (crowd > 0 && fold.resident() && !fold.lock.isHeldByCurrentThread() && fold.lock.tryLock()) {
                try {
                    fold.waitIn(cache());
                    crowd--;
                } finally {
                    fold.lock.unlock();
                }
            }
        }
    }

    private synchronized List<ResidentFold> residents() {
        return folds.values().stream()
                .sorted(Comparator.comparingLong(fold -> fold.lastUse))
                .toList();
    }

    private synchronized ResidentFold resident(int fold) {
        requireOpen();
        ResidentFold resident = folds.computeIfAbsent(fold, one -> new ResidentFold(one, saved, recoveries::add));
        resident.lastUse = ++uses;
        return resident;
    }

    /** The resident table of a device; loaded by the first fold that asks, shared by all. */
    private synchronized DeviceTable table(String device) {
        requireOpen();
        return tables.computeIfAbsent(device, name -> {
            Path shards = LocalShards.open(recipe.data(), recipe.hadoop().value(), cache());
            return DeviceTable.load(shards, recipe.data().card(), name);
        });
    }

    /** Where shards are copied to when they are not local already, and where folds wait: gone with the run. */
    private Path cache() {
        return Path.of(SparkFiles.getRootDirectory(), "foldsync-" + recipe.runId());
    }

    /** A task that outlives its run would load what nobody would ever let go of. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("run " + recipe.runId() + " has ended");
        }
    }

    /** Closes sessions and tables; waits for folds that are training. */
    @Override
    public void close() {
        List<ResidentFold> residents;
        List<DeviceTable> loaded;
        synchronized (this) { // and not while waiting for a fold, which may itself be waiting for its table
            closed = true;
            residents = List.copyOf(folds.values());
            loaded = List.copyOf(tables.values());
            folds.clear();
            tables.clear();
        }
        for (ResidentFold resident : residents) {
            resident.lock.lock();
            try {
                resident.leave();
            } finally {
                resident.lock.unlock();
            }
        }
        loaded.forEach(DeviceTable::close);
        FileUtil.fullyDelete(cache().toFile());
    }
}
