package io.foldsync.spark;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.Splitter;
import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import io.foldsync.loop.Loop;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.StopRule;
import io.foldsync.policy.Terms;
import io.foldsync.random.Seed;
import io.foldsync.report.Restored;
import io.foldsync.report.RunFolder;
import io.foldsync.report.RunView;
import io.foldsync.spark.checkpoint.Progress;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.spark.data.Sharding;
import io.foldsync.train.EpochLoop;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.RunWatch;
import io.foldsync.train.TimeBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a {@link CrossValidation}, from rows to result. */
final class CrossValidationRun {
    private static final Logger LOG = LoggerFactory.getLogger(CrossValidationRun.class);

    /** Writing all rounds after each would cost more than the epochs of a small network. */
    private static final Duration KEEP_EVERY = Duration.ofSeconds(30);

    private final CrossValidation wanted;
    private final SparkSession spark;
    private final Configuration hadoop;
    private final String runId = UUID.randomUUID().toString();
    private final List<FoldTiming> timings = new ArrayList<>();
    private final ConcurrentLinkedQueue<FoldTiming> fresh = new ConcurrentLinkedQueue<>();
    private final List<FoldRecovery> recoveries = new CopyOnWriteArrayList<>();
    private History history = History.empty();
    private long lastKept = System.nanoTime();

    CrossValidationRun(CrossValidation wanted) {
        this.wanted = wanted;
        this.spark = wanted.rows.sparkSession();
        this.hadoop = spark.sparkContext().hadoopConfiguration();
    }

    CrossValidationResult run() {
        Natives.begin(); // while rows are read and dealt
        FirstExecutor.await(spark, wanted.executorWait);
        try (OutputDirectory output = wanted.output
                .map(path -> OutputDirectory.claim(path, hadoop, wanted.resume))
                .orElseGet(() -> OutputDirectory.temporary(runId, hadoop))) {
            return run(output);
        }
    }

    private CrossValidationResult run(OutputDirectory output) {
        SparkContext context = spark.sparkContext();
        Seed seed = Seed.root(wanted.seed);
        ShardedData data = Sharding.write(
                wanted.rows,
                wanted.tableWithFolds(),
                this::splitter,
                seed.child("split"),
                output.staging("shards").toString());
        Natives.start();
        FoldRecipe recipe = recipe(data, seed);
        Terms terms = wanted.training.terms(data.card().target(), data.split());
        LrSchedule schedule = wanted.training.schedule(terms);
        StopRule stop = wanted.training.stopRule(terms);
        Optional<Monitor> restored = wanted.training.restored(terms);
        RunCheckpoints checkpoints = RunCheckpoints.of(wanted, data, recipe.metrics(), output, spark.sparkContext());
        Progress before = checkpoints.resumed();
        history = before.history();
        timings.addAll(before.timings());
        RunRecipe run = new RunRecipe(
                runId, recipe, data, wanted.device, new SerializableConfiguration(hadoop), checkpoints.place());
        LOG.info("{}: {}", wanted.title, RunWords.subtitle(wanted, data));
        if (data.duplicates() > 0) {
            LOG.warn(
                    "{} rows equal an earlier row in features, label and weight; some will be trained on in the fold that is"
                            + " measured on their copies. Drop them, or put copies into one fold with folds.column.",
                    data.duplicates());
        }
        FoldNews news = FoldNews.of(fresh::add, recoveries::add);
        try (Folds folds = Folds.open(context, run, wanted.executorWait, history.orders(), news)) {
            OutputFolder folder = new OutputFolder(output);
            RunView view = RunView.all(wanted.views.stream().map(Supplier::get).toList());
            view.writingTo(output.kept() ? folder : RunFolder.none());
            view.started(RunWords.header(wanted, data).withIdentity(runId, RunParameters.of(wanted, data, context)));
            CrossValidationResult result;
            try {
                Loop<History> loop =
                        loop(folds, schedule, stop, view, output, checkpoints).watched(callbacks(recipe, data));
                Finished<History> finished = train(loop, output);
                checkpoints.over(folds, new Progress(history, timings));
                view.finished(finished.progress(), finished.reason());
                requireFinite("training", finished.reason());
                result = new Harvest(wanted, output, folds, data, recipe)
                        .bringIn(
                                finished,
                                restored.flatMap(monitor -> best(monitor, finished.progress())),
                                List.copyOf(timings));
                view.completed(result.record());
            } catch (RuntimeException | Error e) {
                view.failed(e);
                throw e;
            } finally {
                folder.seal(); // before the run is called complete: a logger that is late changes nothing any more
            }
            if (output.kept()) {
                output.succeed();
            }
            checkpoints.done();
            return result;
        }
    }

    private Splitter splitter(Target target) {
        return wanted.splitter.orElseGet(() -> wanted.splitterByTarget.apply(target));
    }

    private FoldRecipe recipe(ShardedData data, Seed seed) {
        Target target = data.card().target();
        ModelRecipe model = new ModelRecipe(
                wanted.training.architecture(),
                wanted.training.lossFor(target),
                wanted.training.optimizer(),
                wanted.training.steps(),
                wanted.training.batchRows(),
                wanted.training.augmentation());
        return new FoldRecipe(
                model,
                data.split(),
                wanted.training.scaling(),
                wanted.training.metricsFor(target),
                seed,
                wanted.training.course().limits(),
                wanted.work);
    }

    private RunWatch callbacks(FoldRecipe recipe, ShardedData data) {
        return new RunWatch(wanted.callbacks, recipe, data.card(), epoch -> timings.stream()
                .filter(timing -> timing.epoch() == epoch)
                .toList());
    }

    /** Networks that have diverged are no result; the history stays, to see where it happened. */
    static void requireFinite(String where, StopReason reason) {
        if (reason.code().equals(NotFinite.CODE)) {
            throw FoldSyncException.of(
                    ErrorCode.NOT_FINITE,
                    where,
                    reason.text(),
                    "finite losses in every fold",
                    "Lower training.lr, set data.scaling, or look for extreme features and labels.");
        }
    }

    private Loop<History> loop(
            Folds folds,
            LrSchedule schedule,
            StopRule stop,
            RunView view,
            OutputDirectory output,
            RunCheckpoints checkpoints) {
        Loop<History> loop = new EpochLoop(folds.group(), schedule, stop, wanted.training.validation(), round -> {
            met(round, view, output);
            checkpoints.met(folds, new Progress(history, timings));
        });
        return wanted.timeBudget
                .map(budget -> loop.until(TimeBudget.of(budget)::check))
                .orElse(loop);
    }

    private static Optional<Restored> best(Monitor monitor, History history) {
        return monitor.best(history).map(best -> new Restored(monitor, best));
    }

    private void met(Round round, RunView view, OutputDirectory output) {
        List<FoldTiming> latest = new ArrayList<>(fresh);
        fresh.clear();
        latest.sort(java.util.Comparator.comparingInt(FoldTiming::fold));
        timings.addAll(latest);
        history = history.with(round);
        view.met(round, latest);
        if (System.nanoTime() - lastKept > KEEP_EVERY.toNanos()) {
            keepProgress(output);
        }
    }

    /** Trains, on from what is known; however that ends, the history of the epochs that were trained is written. */
    private Finished<History> train(Loop<History> loop, OutputDirectory output) {
        try {
            return loop.run(history);
        } finally {
            keepProgress(output);
        }
    }

    /** So that even a driver that is killed leaves its history. It watches: it cannot make a run fail. */
    private void keepProgress(OutputDirectory output) {
        lastKept = System.nanoTime();
        if (!output.kept() || history.epochs() == 0) {
            return;
        }
        try {
            ResultFiles files = new ResultFiles(output);
            files.progress(history, timings);
            files.recoveries(recoveries);
        } catch (FoldSyncException e) {
            LOG.warn("the history so far could not be written; the run goes on", e);
        }
    }
}
