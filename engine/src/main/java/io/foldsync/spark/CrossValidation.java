package io.foldsync.spark;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.KFold;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.TrainStep;
import io.foldsync.report.RunView;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.FoldCallback;
import io.foldsync.train.FoldWork;
import io.foldsync.train.RunCallback;
import io.foldsync.train.Training;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fold-synchronized cross-validation of one network on one dataset: say what, then {@link #run()}.
 *
 * <p>A builder: every method but {@code run} changes this object and returns it. Rows, table, splitter, training and
 * seed decide the result; nothing else changes a number.
 */
public final class CrossValidation {
    final Dataset<Row> rows;
    final TableSpec table;
    final Training training;
    Optional<Splitter> splitter = Optional.empty();
    Function<Target, Splitter> splitterByTarget =
            target -> target.kind() == Target.Kind.CLASSES ? StratifiedKFold.of(5) : KFold.of(5);
    long seed;
    String title = "cross-validation";
    Optional<String> output = Optional.empty();
    DeviceUse device = DeviceUse.of(DeviceChoice.AUTO);
    Duration executorWait = Duration.ofSeconds(60);
    Optional<Duration> timeBudget = Optional.empty();
    CheckpointPlan checkpoints = CheckpointPlan.defaults();
    Resume resume = Resume.NEVER;
    final List<Supplier<RunView>> views = new ArrayList<>();
    Map<String, Object> configuration = new TreeMap<>();
    boolean refit;
    FoldWork work = FoldWork.plain();
    final List<RunCallback> callbacks = new ArrayList<>();

    private CrossValidation(Dataset<Row> rows, TableSpec table, Training training) {
        this.rows = rows;
        this.table = table;
        this.training = training;
    }

    /** Cross-validates {@code training} on the rows of a table: 5 folds, seed 0, no files, no view. */
    public static CrossValidation of(Dataset<Row> rows, TableSpec table, Training training) {
        return new CrossValidation(rows, table, training);
    }

    /** The folds; by default 5, shuffled, stratified for classes. */
    public CrossValidation splitter(Splitter splitter) {
        this.splitter = Optional.of(splitter);
        return this;
    }

    /** The folds, chosen once the data have told what is to be predicted: classes, labels or numbers. */
    public CrossValidation splitter(Function<Target, Splitter> choice) {
        this.splitter = Optional.empty();
        this.splitterByTarget = choice;
        return this;
    }

    /** The root of every random draw; by default 0. */
    public CrossValidation seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The run's name in views and reports. */
    public CrossValidation title(String title) {
        this.title = title;
        return this;
    }

    /** A directory that does not exist yet, on any Hadoop file system, for results, predictions and networks. */
    public CrossValidation output(String path) {
        this.output = Optional.of(path);
        return this;
    }

    /** Where networks train; by default on the GPU a task was given, else on the CPU. */
    public CrossValidation device(DeviceChoice device) {
        this.device = new DeviceUse(device, this.device.width(), this.device.memoryBytes());
        return this;
    }

    /**
     * How many folds train side by side in one program: by default one on a CPU, and on a GPU as many as fit in its memory.
     * Equal to rounding at any width, and to the bit at equal width.
     */
    public CrossValidation width(int width) {
        this.device = new DeviceUse(device.choice(), atLeastOne("width", width), device.memoryBytes());
        return this;
    }

    /**
     * What the folds of one device may take of its memory; by default four fifths of what is free when training begins.
     * Folds for which there is no room wait outside and are brought in for their turn; the result is the same.
     */
    public CrossValidation deviceMemory(long bytes) {
        this.device = new DeviceUse(device.choice(), device.width(), atLeastOne("deviceMemory", bytes));
        return this;
    }

    /** The table with the column that the splitter reads. */
    TableSpec tableWithFolds() {
        return table.withFoldColumn(splitter.map(Splitter::foldColumn).orElse(""));
    }

    private static <T extends Number> T atLeastOne(String what, T value) {
        if (value.longValue() < 1) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE, what, value.toString(), "1 or more", "Choose another value.");
        }
        return value;
    }

    /** How long to wait for the first executor of a cluster; by default a minute. */
    public CrossValidation executorWait(Duration wait) {
        this.executorWait = wait;
        return this;
    }

    /**
     * How long the run may train; it ends after the epoch in which this time is spent. By default no limit. The one setting under
     * which the same run may end elsewhere the next time.
     */
    public CrossValidation timeBudget(Duration budget) {
        this.timeBudget = Optional.of(budget);
        return this;
    }

    /**
     * When to write checkpoints below the output directory, and which to keep; by default the latest alone, every 30
     * seconds, until the run has succeeded.
     */
    public CrossValidation checkpoints(CheckpointPlan plan) {
        this.checkpoints = plan;
        return this;
    }

    /**
     * Whether to go on with an unfinished run that is found in the output directory; by default never. The result is that
     * of a run that was never cut, byte for byte.
     */
    public CrossValidation resume(Resume resume) {
        this.resume = resume;
        return this;
    }

    /** One more who watches, for instance {@code RunView.on(System.err)}; told on the run's own thread, which it delays. */
    public CrossValidation view(RunView view) {
        views.add(() -> view);
        return this;
    }

    /** One more who keeps a log; told on a thread of its own. At its very end the run waits for it for up to a minute. */
    public CrossValidation logger(RunView logger) {
        return logger(logger, Duration.ofMinutes(1));
    }

    /** The same, waiting for it at the end for as long as {@code patience}. */
    public CrossValidation logger(RunView logger, Duration patience) {
        views.add(() -> logger.inBackground(patience));
        return this;
    }

    /**
     * Trains one more network when the folds are done, on all rows that no test part holds back, for as many epochs as
     * cross-validation found best: those after which the mean of the measure of early stopping was best, or all. It is
     * saved beside the folds' as {@code refit}; nobody has measured it, the folds' scores are what to expect of it.
     */
    public CrossValidation refit() {
        this.refit = true;
        return this;
    }

    /** One more who watches the run on the driver; it changes nothing. */
    public CrossValidation callback(RunCallback callback) {
        callbacks.add(callback);
        return this;
    }

    /**
     * One more who watches folds where they train; it changes no number. One that watches within training batches makes
     * training slower, and lets folds that would train side by side in one program train each by itself.
     */
    public CrossValidation callback(FoldCallback callback) {
        this.work = work.withCallback(callback);
        return this;
    }

    /** What one batch does to the network; by default forward, backward, step. */
    public CrossValidation step(TrainStep step) {
        this.work = work.withStep(step);
        return this;
    }

    /** The configuration the manifest keeps, word for word; by default the manifest describes the parts in words. */
    public CrossValidation configuration(Map<String, Object> configuration) {
        this.configuration = new TreeMap<>(configuration);
        return this;
    }

    /**
     * Runs to the end: deals, ships, trains in fold-synchronized epochs, predicts out of fold, aggregates, writes.
     *
     * @throws io.foldsync.error.FoldSyncException when data, configuration, output or cluster do not allow it
     */
    public CrossValidationResult run() {
        if (refit && output.isEmpty()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "refit",
                    "a network to be saved, and no output",
                    "an output directory",
                    "Say output(…) as well.");
        }
        return new CrossValidationRun(this).run();
    }
}
