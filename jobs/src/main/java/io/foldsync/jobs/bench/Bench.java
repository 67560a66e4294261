package io.foldsync.jobs.bench;

import static java.util.Objects.requireNonNull;

import io.foldsync.data.DatasetCard;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.Role;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Flops;
import io.foldsync.nn.GemmLimit;
import io.foldsync.spark.CrossValidation;
import io.foldsync.spark.CrossValidationResult;
import io.foldsync.spark.LocalThreads;
import io.foldsync.train.Aggregation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Runs workloads in a Spark session that is up, each run with fresh networks, as {@code cross-validate} would. */
public final class Bench {
    private static final int LOOKS = 10;

    private final SparkSession spark;
    private final BenchData data;
    private final int runs;
    private final long seed;
    private final UnaryOperator<CrossValidation> device;
    private final PrintStream progress;
    private final List<WorkloadReport> reports = new ArrayList<>();
    private OptionalDouble gigaflopsPerThread = OptionalDouble.empty();

    /**
     * @param runs of each workload, at least 1
     * @param seed of every run: equal runs give equal accuracies, and only the time differs
     * @param device says on which device, and how many folds side by side
     * @param progress is told a line a run
     */
    public Bench(
            SparkSession spark,
            BenchData data,
            int runs,
            long seed,
            UnaryOperator<CrossValidation> device,
            PrintStream progress) {
        this.spark = spark;
        this.data = data;
        this.runs = runs;
        this.seed = seed;
        this.device = device;
        this.progress = progress;
    }

    /** The reports of the workloads in their order, and the machine's limit, measured in between. */
    public BenchReport run(List<Workload> workloads, double startSeconds) {
        for (Workload workload : workloads) {
            reports.add(run(workload));
        }
        return new BenchReport(
                spark.version(), spark.sparkContext().master(), startSeconds, gigaflopsPerThread, reports);
    }

    private WorkloadReport run(Workload workload) {
        List<RunCost> costs = new ArrayList<>();
        @Nullable CrossValidationResult result = null;
        for (int run = 1; run <= runs; run++) {
            RunClock clock = new RunClock(slots(workload));
            result = crossValidate(workload, clock);
            RunCost cost = cost(result, clock);
            costs.add(cost);
            progress.printf(
                    Locale.ROOT,
                    "%s, run %d of %d: %.2f s, %,.0f samples a second%n",
                    workload.name(),
                    run,
                    runs,
                    cost.wallSeconds(),
                    cost.samplesPerSecond());
            measureLimit();
        }
        DatasetCard card = requireNonNull(result).data();
        return new WorkloadReport(
                workload.withRows(Math.toIntExact(card.rows())),
                data.describe(workload),
                data.synthetic(workload),
                Flops.training(workload.network(), card.shape(), card.target().outputs()),
                threads(workload),
                costs);
    }

    private CrossValidationResult crossValidate(Workload workload, RunClock clock) {
        return prepared(workload).view(clock).run();
    }

    private CrossValidation prepared(Workload workload) {
        return device.apply(CrossValidation.of(data.rows(spark, workload), data.table(workload), workload.training())
                .splitter(StratifiedKFold.of(workload.folds()))
                .seed(seed)
                .title(workload.name()));
    }

    /**
     * Trains a workload once and looks ten times at the memory of this process.
     *
     * @return MiB, from the first look to the last
     */
    List<Double> memory(Workload workload) {
        MemoryWatch watch = new MemoryWatch(Math.max(1, workload.epochs() / LOOKS), progress);
        prepared(workload).view(watch).run();
        return watch.mebibytes();
    }

    /**
     * Requires that training a workload for many epochs leaves nothing behind.
     *
     * @throws io.foldsync.error.FoldSyncException when the memory of this process grew
     */
    public void requireSteadyMemory(Workload workload) {
        MemoryWatch.requireSteady(memory(workload));
    }

    /**
     * Trains a workload, watched in every second epoch by all that there is, and prints by how much watching makes an epoch
     * longer. The runs write files, below the directory for temporary files.
     *
     * @param workload of four epochs or more
     */
    public void compareWatched(Workload workload) {
        List<Double> shares = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            List<Double> epochs = watchedEpochs(workload);
            Spread seconds = Spread.of(epochs.stream().mapToDouble(Double::doubleValue));
            shares.addAll(Watchers.shares(epochs));
            progress.printf(
                    Locale.ROOT,
                    "%s, run %d of %d: an epoch took %.2f ms%n",
                    workload.name(),
                    run,
                    runs,
                    1e3 * seconds.median());
        }
        progress.printf(
                Locale.ROOT,
                "%s: loggers and callbacks make an epoch %.1f %% longer, the median of %d neighbours%n",
                workload.name(),
                100
                        * Spread.of(shares.stream().mapToDouble(Double::doubleValue))
                                .median(),
                shares.size());
    }

    private List<Double> watchedEpochs(Workload workload) {
        Path folder = temporaryFolder();
        try {
            RunClock clock = new RunClock(slots(workload));
            String output = folder.resolve("run").toUri().toString();
            Watchers.watch(prepared(workload).output(output)).view(clock).run();
            return clock.epochSeconds();
        } finally {
            FileUtil.fullyDelete(folder.toFile());
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("foldsync-bench-");
        } catch (IOException failure) {
            throw FoldSyncException.of(
                            ErrorCode.OUTPUT_UNWRITABLE,
                            System.getProperty("java.io.tmpdir"),
                            "no folder can be made there",
                            "room for temporary files",
                            "Set java.io.tmpdir to a folder that can be written to.")
                    .causedBy(failure);
        }
    }

    private static RunCost cost(CrossValidationResult result, RunClock clock) {
        long rows = LongStream.of(Aggregation.rows(result.split(), result.data(), Role.TRAIN))
                .sum();
        return new RunCost(
                rows * result.history().epochs(),
                clock.wallSeconds(),
                clock.firstEpochStartSeconds(),
                clock.firstEpochEndSeconds(),
                clock.meetingSeconds(),
                result.measure("val_accuracy").summary().mean(),
                clock.otherCores(),
                ProcessMeter.peakMebibytes());
    }

    /** The best of all times that it was measured; on a cluster this machine's limit is not what trains. */
    private void measureLimit() {
        if (spark.sparkContext().isLocal()) {
            double now = GemmLimit.gigaflopsPerThread();
            gigaflopsPerThread = OptionalDouble.of(Math.max(now, gigaflopsPerThread.orElse(now)));
        }
    }

    private int slots(Workload workload) {
        return Math.min(workload.folds(), spark.sparkContext().defaultParallelism());
    }

    private int threads(Workload workload) {
        SparkContext context = spark.sparkContext();
        return context.isLocal() ? Math.min(workload.folds(), LocalThreads.of(context.master())) : 0;
    }
}
