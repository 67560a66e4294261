package io.foldsync.spark;

import io.foldsync.data.DeviceTable;
import io.foldsync.history.FoldRecovery;
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
    private final ResidentTeams teams = new ResidentTeams();
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

    RunRecipe recipe() {
        return recipe;
    }

    /** The folds that had to do epochs again here, each told once. */
    List<FoldRecovery> recoveries() {
        List<FoldRecovery> told = new ArrayList<>();
        for (FoldRecovery next = recoveries.poll(); next != null; next = recoveries.poll()) {
            told.add(next);
        }
        return told;
    }

    /** The folds of a task that runs here, on a device. */
    TaskFolds task(List<Integer> some, String device) {
        return new TaskFolds(this, recipe, some, device);
    }

    /** k, the folds of the run, here and elsewhere. */
    int folds() {
        return recipe.fold().split().folds();
    }

    /** The folds that train side by side here. */
    ResidentTeams teams() {
        return teams;
    }

    /** A fold's session after at most so many epochs; for whoever holds the fold's lock. */
    FoldSession standing(ResidentFold resident, int most, String device) {
        return resident.standing(most, recipe.fold(), () -> tableWithRoom(device));
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

    synchronized ResidentFold resident(int fold) {
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
        teams.close();
        loaded.forEach(DeviceTable::close);
        FileUtil.fullyDelete(cache().toFile());
    }
}
