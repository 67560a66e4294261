package io.foldsync.spark;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.KFold;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.report.RunView;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
            target -> target instanceof Target.Classes ? StratifiedKFold.of(5) : KFold.of(5);
    long seed;
    String title = "cross-validation";
    Optional<String> output = Optional.empty();
    DeviceUse device = DeviceUse.of(DeviceChoice.AUTO);
    Duration executorWait = Duration.ofSeconds(60);
    CheckpointPlan checkpoints = CheckpointPlan.defaults();
    Resume resume = Resume.NEVER;
    Optional<RunView> view = Optional.empty();
    Map<String, Object> configuration = new TreeMap<>();

    private CrossValidation(Dataset<Row> rows, TableSpec table, Training training) {
        this.rows = rows;
        this.table = table;
        this.training = training;
    }

    /** Cross-validates {@code training} on the rows of a table: 5 folds, seed 0, no files, no view. */
    public static CrossValidation of(Dataset<Row> rows, TableSpec table, Training training) {
        return new CrossValidation(rows, table, training);
    }

    /** The folds; by default 5, shuffled, stratified for class labels. */
    public CrossValidation splitter(Splitter splitter) {
        this.splitter = Optional.of(splitter);
        return this;
    }

    /** The folds, chosen once the data have told whether labels are classes or numbers. */
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

    /** Who watches, for instance {@code RunView.on(System.err)}. */
    public CrossValidation view(RunView view) {
        this.view = Optional.of(view);
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
        return new CrossValidationRun(this).run();
    }
}
