package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochOrder;
import io.foldsync.metric.Metric;
import io.foldsync.nn.Network;
import io.foldsync.policy.Monitor;
import io.foldsync.spark.checkpoint.CheckpointFolder;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.checkpoint.Particulars;
import io.foldsync.spark.checkpoint.Progress;
import io.foldsync.spark.checkpoint.Resumption;
import io.foldsync.spark.checkpoint.Seal;
import io.foldsync.spark.data.ShardedData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's checkpoints, from the driver: written when the plan says so, by a Spark job in which every fold writes where it
 * lives; the driver adds the history and completes them. Writing one is no part of training: unless the plan requires
 * checkpoints, one that cannot be written is told, and the run goes on.
 */
final class RunCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);

    private final CheckpointPlan plan;
    private final Monitor monitor;
    private final Particulars particulars;
    private final CheckpointPlace place;
    private final Optional<CheckpointFolder> folder;
    private final SparkContext context;
    private final Set<Integer> written = new TreeSet<>();
    private long last = System.nanoTime();
    private Duration cost = Duration.ZERO;

    private RunCheckpoints(
            CheckpointPlan plan,
            Monitor monitor,
            Particulars particulars,
            CheckpointPlace place,
            Optional<CheckpointFolder> folder,
            SparkContext context) {
        this.plan = plan;
        this.monitor = monitor;
        this.particulars = particulars;
        this.place = place;
        this.folder = folder;
        this.context = context;
    }

    /** @throws FoldSyncException when the plan's monitor is no measure of the run */
    static RunCheckpoints of(
            CrossValidation wanted,
            ShardedData data,
            List<Metric> metrics,
            OutputDirectory output,
            SparkContext context) {
        Particulars particulars = particulars(wanted, data);
        Monitor monitor = wanted.checkpoints.monitor(metrics);
        boolean kept = output.kept() && (wanted.checkpoints.writes() || wanted.resume == Resume.AUTO);
        CheckpointPlace place = kept
                ? new CheckpointPlace(
                        new Path(output.root(), "checkpoints").toString(),
                        output.staging("checkpoints").toString(),
                        particulars.digest())
                : CheckpointPlace.NONE;
        Optional<CheckpointFolder> folder =
                kept ? Optional.of(place.folder(context.hadoopConfiguration())) : Optional.empty();
        return new RunCheckpoints(wanted.checkpoints, monitor, particulars, place, folder, context);
    }

    /** What decides a run's result: how it trains, its seed, its rows and how they are split. */
    static Particulars particulars(CrossValidation wanted, ShardedData data) {
        return Particulars.none()
                .with(
                        "training",
                        wanted.training,
                        other -> other instanceof Network network ? Optional.of(network.describe()) : Optional.empty())
                .with("seed", wanted.seed)
                .with("step", wanted.work.step())
                .with("configured.training", wanted.configuration.getOrDefault("training", Map.of()))
                .with("configured.model", wanted.configuration.getOrDefault("model", Map.of()))
                .with("width", wanted.device.width())
                .with("folds", data.split().folds())
                .with("split", data.splitter())
                .with("split.fingerprint", data.splitFingerprint())
                .with("data.fingerprint", data.card().fingerprint())
                .with("data.shape", data.card().shape().toString());
    }

    CheckpointPlace place() {
        return place;
    }

    /**
     * What an unfinished run knew at its newest whole checkpoint; nothing when there is none.
     *
     * @throws FoldSyncException as {@link Resumption#progress}
     */
    Progress resumed() {
        if (folder.isEmpty()) {
            return Progress.none();
        }
        Progress progress = new Resumption(folder.get(), particulars, this::faults)
                .progress()
                .orElseGet(Progress::none);
        if (progress.history().epochs() > 0) {
            written.addAll(older(progress.history().epochs()));
        }
        return progress;
    }

    /** The newest, and those before it that may be among the best. */
    private List<Integer> older(int epochs) {
        try {
            return folder.orElseThrow().committed().stream()
                    .filter(earlier -> earlier <= epochs)
                    .toList();
        } catch (IOException e) {
            return List.of(epochs);
        }
    }

    /** Every file is read once, on any executor: folds' state can be large. */
    private List<String> faults(Path checkpoint, List<Seal> files) {
        SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
        String path = checkpoint.toString();
        return PlacedTasks.<Seal, String>runAnywhere(context, files, seal -> check(seal, new Path(path), hadoop))
                .stream()
                .filter(fault -> !fault.isEmpty())
                .toList();
    }

    private static String check(Seal seal, Path folder, SerializableConfiguration hadoop) throws IOException {
        FileSystem files = OutputFiles.of(folder, hadoop.value());
        return seal.check(files, folder);
    }

    /** After a meeting. */
    void met(Folds folds, Progress progress) {
        consider(folds, progress, false);
    }

    /** After the last one. */
    void over(Folds folds, Progress progress) {
        consider(folds, progress, true);
    }

    /** When the run has succeeded. */
    void done() {
        try {
            if (folder.isPresent() && !plan.keptAfterSuccess()) {
                folder.get().remove();
            }
        } catch (IOException | FSError e) {
            LOG.warn("{} could not be removed", place.root(), e);
        }
    }

    private void consider(Folds folds, Progress progress, boolean over) {
        int epochs = progress.history().epochs();
        boolean useful = folder.isPresent()
                && epochs > 0
                && !written.contains(epochs)
                && progress.history().last().finite(); // networks that diverged are worth nothing
        if (useful && plan.due(epochs, over, Duration.ofNanos(System.nanoTime() - last), cost)) {
            long start = System.nanoTime();
            write(folds, progress);
            last = System.nanoTime();
            cost = Duration.ofNanos(last - start);
        }
    }

    private void write(Folds folds, Progress progress) {
        int epochs = progress.history().epochs();
        CheckpointFolder checkpoints = folder.orElseThrow();
        try {
            checkpoints.remove(epochs); // what a run left there that was cut off
            checkpoints.commit(progress, particulars, seals(folds, progress));
            written.add(epochs);
            checkpoints.prune(written, plan, progress.history(), monitor);
        } catch (FoldSyncException e) {
            failed(epochs, e);
        } catch (IOException | FSError e) {
            failed(epochs, unwritable(e));
        }
    }

    private List<Seal> seals(Folds folds, Progress progress) {
        SharedRecipe shared = folds.recipe();
        List<EpochOrder> past = progress.history().orders();
        List<Seal> seals = new ArrayList<>();
        context.setJobDescription("checkpoint after " + past.size() + " epochs");
        try {
            folds.seated()
                    .<CheckpointTask, ArrayList<Seal>>run(
                            "checkpoint after " + past.size() + " epochs",
                            some -> new CheckpointTask(some, past),
                            task -> task.run(shared.value()))
                    .forEach(seals::addAll);
        } finally {
            context.setJobDescription(null);
        }
        return seals;
    }

    private void failed(int epochs, FoldSyncException fault) {
        if (!written.contains(epochs)) { // else it is whole, and only what is older could not be removed
            try {
                folder.orElseThrow().remove(epochs);
            } catch (IOException | FSError e) {
                fault.addSuppressed(e);
            }
        }
        boolean interrupted = fault.faults().stream().anyMatch(one -> one.code() == ErrorCode.INTERRUPTED);
        if (plan.required() || interrupted) {
            throw fault;
        }
        LOG.warn(
                "the checkpoint after {} epochs could not be written; the run goes on: {}", epochs, fault.getMessage());
    }

    private FoldSyncException unwritable(Throwable e) {
        return FoldSyncException.of(
                        ErrorCode.OUTPUT_UNWRITABLE,
                        place.root(),
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                        "to write a checkpoint",
                        "Check space and permissions of the output directory.")
                .causedBy(e);
    }
}
